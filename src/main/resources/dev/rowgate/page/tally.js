/** What is counted and kept of an answer's lines, in bounded memory. Runs in the worker. */

import { readingsOf } from './cures.js';

const KEPT = 2000;
const KEPT_CHARACTERS = 8_000_000;
const LONGEST = 16384;
const SAMPLES = 200;
const GROUPS = 500;
const BINS = 120;
const COLUMNS = 40;
/** Ways to read the first cells of a group, from which a remedy is chosen. */
const READINGS = 20;

/** Lines in their order, up to a bound. */
class Kept {
  items = [];
  #characters = 0;

  get full() { return this.items.length >= KEPT || this.#characters >= KEPT_CHARACTERS; }

  add(item) {
    if (this.full) return false;
    this.items.push(item);
    this.#characters += item.text.length;
    return true;
  }
}

/** Counts by the place in the file. A bin holds the same number of records as the others, twice as many each time they run out. */
class Bins {
  records = new Float64Array(BINS);
  rejects = new Float64Array(BINS);
  filled = new Map();
  #each = 1;

  at(record) {
    while (record >= BINS * this.#each) {
      for (const counts of [this.records, this.rejects, ...this.filled.values()]) halve(counts);
      this.#each *= 2;
    }
    return Math.floor(record / this.#each);
  }
}

function halve(counts) {
  for (let i = 0; i < BINS / 2; i++) counts[i] = counts[2 * i] + counts[2 * i + 1];
  counts.fill(0, BINS / 2);
}

export class Tally {
  rows = 0;
  rejected = 0;
  summary = null;
  all = new Kept();
  rejects = new Kept();
  #groups = new Map();
  #bins = new Bins();
  #skipped = 0;
  /** Whether the record before is a piece of a record whose quote has no end, or that record itself. */
  #isBroken = false;

  add(text) {
    if (text.startsWith('{"_summary":')) this.summary = JSON.parse(text)._summary;
    else if (text.startsWith('{"_error":')) this.#error(text);
    else if (text !== '') this.#row(text);
  }

  #row(text) {
    const bin = this.#bins.at(this.rows + this.rejected);
    this.#bins.records[bin]++;
    this.rows++;
    this.#isBroken = false;
    const row = JSON.parse(text);
    for (const key in row) {
      if (row[key] === null) continue;
      let counts = this.#bins.filled.get(key);
      if (!counts) {
        if (this.#bins.filled.size >= COLUMNS) continue;
        this.#bins.filled.set(key, counts = new Float64Array(BINS));
      }
      counts[bin]++;
    }
    if (!this.all.full) this.all.add({ text: text.slice(0, LONGEST), cut: text.length > LONGEST });
  }

  #error(text) {
    const bin = this.#bins.at(this.rows + this.rejected);
    this.#bins.records[bin]++;
    this.#bins.rejects[bin]++;
    this.rejected++;
    const error = JSON.parse(text)._error;
    error.piece = error.resynced === true || this.#isBroken;
    this.#isBroken = error.piece || error.problems.some(problem => problem.code === 'unclosed-quote');
    const place = this.rejects.items.length;
    const item = { text, error, reject: place };
    const kept = this.rejects.add(item);
    if (!kept) this.#skipped++;
    this.all.add(kept ? item : { text, error });
    for (const problem of error.problems) this.#count(problem, kept ? place : -1, error.piece);
  }

  #count(problem, place, isPiece) {
    const column = problem.column ?? '';
    const key = problem.code + '\n' + column;
    let group = this.#groups.get(key);
    if (!group) {
      if (this.#groups.size >= GROUPS) return;
      this.#groups.set(key, group = { code: problem.code, column, count: 0, pieces: 0, samples: [], readings: [] });
    }
    group.count++;
    if (group.readings.length < READINGS) {
      group.readings.push(...readingsOf(problem).filter(({ like }) => group.readings.every(other => other.like !== like)));
    }
    if (isPiece) group.pieces++;
    if (place >= 0 && group.samples.length < SAMPLES && group.samples.at(-1) !== place) group.samples.push(place);
  }

  /** Counts of the summary win: it has those of problems that no line lists. */
  #counted() {
    if (this.summary) {
      for (const [code, columns] of Object.entries(this.summary.problems)) {
        for (const [column, count] of Object.entries(columns)) {
          const group = this.#groups.get(code + '\n' + column);
          if (group) group.count = count;
          else if (this.#groups.size < GROUPS) this.#groups.set(code + '\n' + column, { code, column, count, pieces: 0, samples: [], readings: [] });
        }
      }
    }
    return [...this.#groups.values()].sort((a, b) => b.count - a.count);
  }

  snapshot() {
    const bins = this.#bins;
    return {
      rows: this.rows, rejected: this.rejected, summary: this.summary, groups: this.#counted(),
      records: [...bins.records], rejects: [...bins.rejects], filled: [...bins.filled].map(([name, counts]) => [name, [...counts]]),
      kept: this.all.items.length, keptRejects: this.rejects.items.length,
    };
  }
}
