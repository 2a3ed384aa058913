/** The schema's text and its table, held equal, and checked by the service while it is edited. */

import { $, brief, later, make, many, number } from './dom.js';
import * as schema from './schema.js';
import { markFaults, showFields } from './schema-table.js';
import { Refused } from './service.js';

let checkWith = null;
let changed = null;
let checking = new AbortController();

/** @param check a function (text, signal) that gives a report; @param edited called when a person has edited the schema */
export function start(check, edited) {
  checkWith = check;
  changed = edited;
  $('schema-text').addEventListener('input', () => {
    showFields(schema.parsed($('schema-text').value), edit);
    changed();
    checkSoon();
  });
}

export const text = () => $('schema-text').value;

export const resource = () => schema.parsed(text()) ?? {};

export function show(value) {
  $('schema-text').value = value;
  showFields(schema.parsed(value), edit);
  faults([]);
  checkSoon();
}

/** Changes one field of the text. */
function edit(place, action, redraw) {
  const document = schema.parsed(text());
  if (!document) return;
  action(schema.fieldsOf(document));
  $('schema-text').value = schema.written(document);
  if (redraw) {
    const focused = window.document.activeElement?.getAttribute('aria-label');
    showFields(document, edit, place - place % 50);
    window.document.querySelector('#fields [aria-label="' + CSS.escape(focused ?? '') + '"]')?.focus();
  }
  changed();
  checkSoon();
}

/** Changes the field of a name: a remedy. */
export function editNamed(name, action) {
  const place = schema.fieldsOf(resource()).findIndex(field => schema.keyOf(field) === name || field.name === name);
  if (place >= 0) edit(place, fields => action(fields[place]), true);
}

function faults(errors) {
  $('schema-faults').replaceChildren(...errors.slice(0, 20).map(error => make('li', {}, error.message)));
  $('schema-text').setAttribute('aria-invalid', String(errors.length > 0));
  markFaults(errors);
}

function say(sentence, kind) {
  $('schema-state').textContent = sentence;
  $('schema-state').className = kind;
}

/** The most frequent problem of a report, with its first example. */
function reasonOf({ errors, summary }) {
  const groups = Object.entries(summary.problems).flatMap(([code, columns]) => Object.entries(columns).map(([column, count]) => ({ code, column, count })));
  const most = groups.sort((a, b) => b.count - a.count)[0];
  const isOfMost = problem => problem.code === most?.code && (problem.column ?? '') === most.column;
  const error = errors.find(one => one.problems.some(isOfMost));
  if (!error) return '';
  return ': ' + (most.column ? brief(most.column) + ', ' : '') + 'line ' + number(error.line) + ': ' + error.problems.find(isOfMost).message;
}

async function check() {
  checking.abort();
  checking = new AbortController();
  const { signal } = checking;
  if (text().trim() === '') {
    say('', 'faint');
    return faults([]);
  }
  try {
    const report = await checkWith(text(), signal);
    if (signal.aborted) return;
    faults([]);
    const { recordsRead, rowsRejected } = report.summary;
    if (!recordsRead) say('valid', 'good');
    else if (rowsRejected) say('valid; of the first ' + many(recordsRead, 'record') + ' it rejects ' + rowsRejected + reasonOf(report), 'warn');
    else say('valid; it fits the first ' + many(recordsRead, 'record'), 'good');
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof Refused) || error.status === 401) return say('', 'faint');
    if (error.status >= 500) return say('not checked: ' + error.message, 'faint');
    // Without a whole line of the file only the schema is judged.
    const told = error.errors.filter(one => one.code !== 'empty-input');
    faults(told);
    say(told.length ? many(told.length, 'fault') : 'valid', told.length ? 'bad' : 'good');
  }
}

const soon = later(check, 300);

export function checkSoon() {
  if (text().trim() !== '') say('checking …', 'faint');
  soon();
}
