/** A rejected record in its surroundings, read from the file in the browser, with the faulty cells marked. */

import { cellSpans } from './cells.js';
import { splitting } from './dialect.js';
import { $, make, number } from './dom.js';
import { decoder } from './intake.js';

const AROUND = 4096;
const LONGEST = 16384;
const LINES = 3;
const look = { input: null, worker: null, places: [], at: 0 };
let token = 0;

export function start() {
  $('record-back').addEventListener('click', () => turn(-1));
  $('record-on').addEventListener('click', () => turn(1));
  $('record-close').addEventListener('click', () => $('record').close());
}

/** @param input the file, whether it is packed, and the options by which it was read; @param places of kept records to walk through */
export function open(input, worker, places, at) {
  Object.assign(look, { input, worker, places, at });
  if (!$('record').open) $('record').showModal();
  turn(0);
}

function turn(by) {
  look.at = Math.max(0, Math.min(look.at + by, look.places.length - 1));
  $('record-back').disabled = look.at === 0;
  $('record-on').disabled = look.at >= look.places.length - 1;
  const asked = ++token;
  const answer = ({ data }) => {
    if (data.kind !== 'reject' || data.token !== asked) return;
    look.worker.removeEventListener('message', answer);
    if (data.error && asked === token) show(data.error);
  };
  look.worker.addEventListener('message', answer);
  look.worker.postMessage({ kind: 'reject', token: asked, place: look.places[look.at] });
}

async function textOf(from, to, encoding) {
  return decoder(encoding).decode(await look.input.file.slice(Math.max(0, from), to).arrayBuffer());
}

const linesOf = text => text.split(/\r\n|\n|\r/);

/** The lines before, the record's own text, the lines behind. */
async function surroundings(error) {
  const { file, packed, options } = look.input;
  if (packed) return { before: [], record: error.raw ?? '', after: [] };
  const from = error.byteOffset;
  const end = Math.min(from + error.byteLength, file.size);
  const [before, record, after] = await Promise.all([textOf(from - AROUND, from, options.encoding),
    textOf(from, Math.min(end, from + LONGEST), options.encoding), textOf(end, end + AROUND, options.encoding)]);
  const above = linesOf(before).slice(0, -1);
  if (from > AROUND) above.shift();
  const below = linesOf(after);
  if (end + AROUND < file.size || below.at(-1) === '') below.pop();
  return { before: above.slice(-LINES), record, after: below.slice(0, LINES) };
}

async function show(error) {
  const asked = token;
  const { before, record, after } = await surroundings(error);
  if (asked !== token) return;
  $('record-title').textContent = 'Record ' + number(error.record) + ', line ' + number(error.line);
  $('record-problems').replaceChildren(...error.problems.slice(0, 20).map(problem => make('li', {},
    make('a', { href: 'problems/' + encodeURIComponent(problem.code), target: '_blank', rel: 'noopener', textContent: problem.code }),
    ' ' + problem.message)));
  const rows = before.map((line, i) => lineOf(error.line - before.length + i, [line], ''));
  const inside = marked(record, error.problems);
  rows.push(...inside.map((parts, i) => lineOf(error.line + i, parts, 'own')));
  rows.push(...after.map((line, i) => lineOf(error.line + inside.length + i, [line], '')));
  $('record-lines').replaceChildren(...rows);
  $('record-note').textContent = [(look.at + 1) + ' of ' + number(look.places.length),
    look.input.packed ? 'compressed, so that its neighbours can’t be shown' : '',
    error.piece ? 'maybe a piece of the record before it, whose quote has no end' : '',
    error.byteLength > LONGEST ? 'the beginning of ' + number(error.byteLength) + ' bytes' : ''].filter(part => part).join(' · ');
  $('record-lines').querySelector('mark')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function lineOf(line, parts, kind) {
  return make('tr', { className: kind }, make('th', { scope: 'row', textContent: number(line) }), make('td', {}, ...parts));
}

/** The record's lines, each as texts and marks. */
function marked(text, problems) {
  const spans = cellSpans(text, splitting(look.input.options));
  const numbers = problems.map(problem => problem.columnNumber).filter(column => column !== undefined);
  const bad = new Set(numbers.map(column => column - 1 + look.input.leading));
  const end = text.replace(/(\r\n|\n|\r)$/, '').length;
  const parts = [];
  let at = 0;
  spans.forEach(([from, to], place) => {
    if (!bad.has(place)) return;
    parts.push([text.slice(at, from), false], [text.slice(from, to), true]);
    at = to;
  });
  parts.push([text.slice(at, end), false]);
  if ([...bad].some(place => place >= spans.length)) parts.push(['', true]);
  const lines = [[]];
  for (const [part, isBad] of parts) {
    linesOf(part).forEach((line, i) => {
      if (i > 0) lines.push([]);
      if (isBad) lines.at(-1).push(make('mark', { textContent: line === '' ? '∅' : line }));
      else if (line !== '') lines.at(-1).push(line);
    });
  }
  return lines;
}
