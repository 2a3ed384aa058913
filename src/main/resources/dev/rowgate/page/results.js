/** What came of a conversion: its state in one sentence, the errors in groups, the strips, the rows. */

import { remediesOfProblem, remedyButtons, showAdvice } from './advice.js';
import { $, button, make, many, number } from './dom.js';
import { showRows } from './rows.js';
import { keyOf } from './schema.js';
import { showStrips } from './strips.js';

const SHOWN_GROUPS = 100;

function say(text, kind) {
  $('status').textContent = text;
  $('status').className = 'status ' + kind;
}

const counts = ({ rows, rejected }) => many(rows, 'row') + ', ' + number(rejected) + ' rejected';

/** By the summary: it counts rows that the page couldn't get, too. */
const counted = summary => counts({ rows: summary.rowsWritten, rejected: summary.rowsRejected });

/** Whether the last result is of another file, or of other settings, than a conversion would have now. */
export function isOld(last, now) {
  return last !== null && (last.job.file !== now.file || JSON.stringify([last.job.query, last.job.schema]) !== JSON.stringify([now.query, now.schema]));
}

export function outdate(isOld) {
  $('results').classList.toggle('old', isOld);
  $('old').hidden = !isOld;
  for (const id of ['save-rows', 'save-csv', 'save-rejects']) $(id).disabled = isOld;
}

export function clear() {
  $('results').hidden = false;
  $('results').classList.remove('whole');
  $('results').classList.add('bare');
  outdate(false);
  say('Converting …', 'faint');
  for (const id of ['groups', 'strips', 'result-advice']) $(id).replaceChildren();
  $('groups-note').textContent = '';
  $('groups-table').hidden = true;
  showRows(null, null);
}

/** @param view apply for remedies, open(places) for records, fields of the schema */
export function show(snapshot, view, isEnd) {
  const openable = isEnd && view.open;
  $('results').classList.toggle('bare', snapshot.rows + snapshot.rejected === 0);
  const groups = snapshot.groups.slice(0, SHOWN_GROUPS);
  $('groups').replaceChildren(...groups.map(group => make('tr', {},
    make('td', {}, make('a', { href: 'problems/' + encodeURIComponent(group.code), target: '_blank', rel: 'noopener', textContent: group.code })),
    make('td', { textContent: group.column || '–' }), make('td', { className: 'number', textContent: number(group.count) }),
    make('td', { className: 'actions' }, ...(openable && group.samples.length
      ? [button('look', () => view.open(group.samples), 'Look at ' + group.code + ' of ' + (group.column || 'the record'))] : []),
    ...(isEnd ? remedyButtons(remediesOfProblem(group, view.fields), view.apply) : [])))));
  $('groups-table').hidden = !groups.length;
  $('groups-note').textContent = snapshot.groups.length > SHOWN_GROUPS ? 'The ' + SHOWN_GROUPS + ' largest of ' + number(snapshot.groups.length) + ' groups.'
    : snapshot.groups.some(group => group.pieces) ? 'Some of these records may be pieces of one whose quote has no end. Mend the file there; no setting can.'
    : snapshot.groups.length || !isEnd ? '' : 'Nothing was rejected.';
  showStrips($('strips'), snapshot, view.fields.map(keyOf));
}

/** The end: an answer is whole only if its summary says so. */
export function conclude({ end, blob, worker }, view) {
  show(end, view, true);
  const { summary } = end;
  const whole = blob !== null && summary.complete === true;
  $('results').classList.toggle('whole', whole);
  if (whole) {
    say('Complete: ' + counts(end) + ', of ' + many(summary.recordsRead, 'record') + '.', summary.rowsRejected ? 'warn' : 'good');
  } else if (summary?.fault) {
    say('Not whole. It stopped: ' + summary.fault.message + (summary.fault.line ? ' (line ' + number(summary.fault.line) + ')' : '') + '. Until then ' + counted(summary) + '.', 'bad');
  } else {
    say('Cut off: the answer has no end. ' + counts(end) + ' came; there may be more, and nothing here is whole.', 'bad');
  }
  showAdvice($('result-advice'), (summary?.warnings ?? []).map(warning => [warning.message, remediesOfProblem(warning)]), view.apply);
  showRows(worker, end);
}

/** No answer at all, or a refusal. */
export function fail(text, errors, view) {
  $('results').classList.add('bare');
  say(text, 'bad');
  const entries = errors.filter(error => !text.includes(error.message) || remediesOfProblem(error).length);
  showAdvice($('result-advice'), entries.map(error => [error.message, remediesOfProblem(error)]), view.apply);
}
