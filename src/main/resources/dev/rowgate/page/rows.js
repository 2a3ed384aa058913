/** The rows, a page of them at a time: as a table or as lines, all or the rejected ones. */

import { members, shown } from './cells.js';
import { $, button, make, number } from './dom.js';

const PAGE = 50;
const COLUMNS = 40;
const view = { worker: null, from: 0, kept: 0, keptRejects: 0, records: 0, rejected: 0, asTable: true, onlyRejects: false, open: null };
let token = 0;

/** @param open called with the place of a rejected record among those that are kept */
export function start(open) {
  view.open = open;
  const form = asTable => {
    view.asTable = asTable;
    $('as-table').setAttribute('aria-pressed', String(asTable));
    $('as-lines').setAttribute('aria-pressed', String(!asTable));
    ask();
  };
  $('as-table').addEventListener('click', () => form(true));
  $('as-lines').addEventListener('click', () => form(false));
  $('wrap').addEventListener('change', () => $('rows').classList.toggle('wrapped', $('wrap').checked));
  $('only-rejects').addEventListener('change', () => {
    view.onlyRejects = $('only-rejects').checked;
    view.from = 0;
    ask();
  });
  $('page-back').addEventListener('click', () => turn(-PAGE));
  $('page-on').addEventListener('click', () => turn(PAGE));
}

const available = () => (view.onlyRejects ? view.keptRejects : view.kept);

function turn(by) {
  view.from = Math.max(0, Math.min(view.from + by, available() - 1));
  ask();
}

/** Shows the first rows of an answer, whose lines a worker keeps; null clears them. */
export function showRows(worker, snapshot) {
  Object.assign(view, { worker, from: 0, kept: snapshot?.kept ?? 0, keptRejects: snapshot?.keptRejects ?? 0,
    records: snapshot ? snapshot.rows + snapshot.rejected : 0, rejected: snapshot?.rejected ?? 0 });
  if (!worker) $('rows').replaceChildren();
  ask();
}

function ask() {
  const total = view.onlyRejects ? view.rejected : view.records;
  const last = Math.min(view.from + PAGE, available());
  $('page-back').disabled = view.from === 0;
  $('page-on').disabled = last >= available();
  $('page-text').textContent = available()
    ? number(view.from + 1) + '–' + number(last) + ' of ' + number(total) + (total > available() ? ', the first ' + number(available()) + ' kept here' : '')
    : '';
  if (!view.worker) return;
  const asked = ++token;
  const answer = ({ data }) => {
    if (data.kind !== 'page' || data.token !== asked) return;
    view.worker.removeEventListener('message', answer);
    if (asked === token) draw(data.items);
  };
  view.worker.addEventListener('message', answer);
  view.worker.postMessage({ kind: 'page', token: asked, from: view.from, count: PAGE, onlyRejects: view.onlyRejects });
}

function draw(items) {
  if (!items.length) {
    $('rows').replaceChildren(make('p', { className: 'faint empty', textContent: view.onlyRejects ? 'No record was rejected.' : 'There are no rows.' }));
    return;
  }
  $('rows').replaceChildren(view.asTable ? tableOf(items) : linesOf(items));
  $('rows').scrollTop = 0;
}

const isNumber = json => /^-?\d/.test(json);

const look = item => (item.reject === undefined ? [] : [
  button('look', () => view.open(item.reject), 'Look at record ' + item.error.record + ' in the file')]);

function linesOf(items) {
  return make('ol', { className: 'lines', start: view.from + 1 }, ...items.map(item => make('li', { className: item.error ? 'rejected' : '' },
    make('code', { textContent: item.text.slice(0, 16384) + (item.cut || item.text.length > 16384 ? '…' : '') }), ...look(item))));
}

function tableOf(items) {
  const first = items.find(item => !item.error);
  const keys = first ? members(first.text, COLUMNS + 1).map(([key]) => key) : [];
  const numeric = numericKeys(items);
  const shownKeys = keys.slice(0, COLUMNS);
  const head = make('tr', {}, make('th', { scope: 'col', textContent: 'Record', className: 'number' }),
    ...(first ? shownKeys.map(key => make('th', { scope: 'col', textContent: key, className: numeric.has(key) ? 'number' : '' })) : [make('th', { scope: 'col', textContent: 'What is wrong' })]));
  if (keys.length > COLUMNS) head.append(make('th', { scope: 'col', textContent: '… as lines' }));
  const rows = items.map((item, i) => (item.error ? rejectedRow(item, shownKeys.length || 1) : goodRow(item, view.from + i + 1, shownKeys, numeric)));
  return make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows));
}

/** Keys whose values are numbers, as far as there are values. */
function numericKeys(items) {
  const values = items.filter(item => !item.error).flatMap(item => members(item.text, COLUMNS)).filter(([, json]) => json !== 'null');
  const others = new Set(values.filter(([, json]) => !isNumber(json)).map(([key]) => key));
  return new Set(values.map(([key]) => key).filter(key => !others.has(key)));
}

function goodRow(item, record, keys, numeric) {
  const values = new Map(members(item.text, COLUMNS));
  return make('tr', {}, make('td', { className: 'number faint', textContent: number(record) }), ...keys.map(key => {
    const json = values.get(key);
    const kind = numeric.has(key) ? 'number' : '';
    if (json === undefined || json === 'null') return make('td', { className: 'null ' + kind, textContent: json ?? '–' });
    return make('td', { className: kind, textContent: shown(json).slice(0, 500) });
  }));
}

function rejectedRow(item, width) {
  const told = item.error.problems.slice(0, 3).map(problem => problem.message).join('; ');
  return make('tr', { className: 'rejected' }, make('td', { className: 'number', textContent: number(item.error.record) }),
    make('td', { colSpan: width }, make('div', {}, make('span', { textContent: told + ' ' }), ...look(item))));
}
