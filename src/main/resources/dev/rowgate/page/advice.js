/** Warnings with a button for each remedy. */

import { additionTo, meaningOf } from './cures.js';
import { $, brief, button, make, number } from './dom.js';
import { named } from './schema.js';

/** Where the sentences of the service name what is wrong; a sentence without a remedy is shown alone. */
const REMEDIES = [
  [/^delimiter: taken for one column; '(.+)' would split/, ([, other]) => [delimiter(other)]],
  [/^delimiter: '(.+)' fits about as well/, ([, other]) => [delimiter(other)]],
  [/^encoding: .*ibm850/, (_match, { inUse }) => ['ibm850', 'windows-1252'].filter(name => name !== inUse).map(encoding)],
  [/^encoding: /, (_match, evidence) => encodingsOf(evidence).map(encoding)],
  [/^header: (nothing but habit|\d+ of its labels are numbers)/, () => [
    { text: 'the first row is data', given: { header: 'false' } }]],
  [/^header: none is assumed/, () => [{ text: 'the first row is the header', given: { header: 'true' } }]],
  [/^records: \d+ of \d+ have another number of cells; .* has (\d+)/, ([, cells], { warnings, columns }) => (
    warnings.some(isBreak) || Number(cells) >= (columns?.length ?? 0) ? [] : [FILL])],
  [/^rejects: /, () => [{ text: 'infer another one', anew: true }]],
  [/^column '(.*)': dates, but whether/, ([, name], evidence) => bothOrders(name, evidence)],
  [/^column '(.*)': \d+ cells aren't of type/, ([, name]) => [typed(name, 'string')]],
  [/^column '(.*)': (?:\d+ of \d+ values are|dates in \d+ formats)/, ([, name], evidence) => readAsNearest(name, evidence)],
  [/^column '(.*)': '(.)' before three digits/, ([, name, mark]) => [
    { text: mark + ' is the decimal mark', field: { name, type: 'number', decimalChar: mark } },
    { text: mark + ' groups thousands', field: { name, type: 'number', groupChar: mark, decimalChar: mark === ',' ? '.' : ',' } }]],
  [/^missing values: '(.*)' is a missing value in column '.*' and a text in column '(.*)'/, ([, word, name]) => [
    { text: 'missing in ' + brief(name) + ', too', missing: { name, word } }]],
];

/** A record whose quote has no end leaves pieces behind, which would become rows if missing cells were filled. */
const isBreak = sentence => /^records: \d+ of \d+ can't be read/.test(sentence);

const FILL = { text: 'fill missing cells with null', option: { missingCells: 'null' } };

function delimiter(character) {
  return { text: 'use ' + character, given: { delimiter: character === 'space' ? ' ' : character } };
}

function encoding(name) { return { text: 'read as ' + name, given: { encoding: name } }; }

function typed(name, type) { return { text: 'make ' + brief(name) + ' ' + (type === 'string' ? 'text' : type), field: { name, type } }; }

/** The ways to read the first cell that one would help: two if its mark is ambiguous, and the field doesn't say more. */
function cured({ column, readings = [] }, fields) {
  const field = named(fields, column) ?? {};
  const helpful = readings.filter(reading => additionTo(field, reading));
  return helpful.filter(({ like }) => like === helpful[0].like).slice(0, 2).map(reading => (
    { text: 'read ' + brief(column) + ' like ' + brief(reading.like) + meaningOf(reading), addition: { name: column, reading } }));
}

/** The type of most values, with all that belongs to it. */
function readAsNearest(name, evidence) {
  const nearest = evidence.columns?.find(column => column.name === name)?.nearest;
  return nearest ? [{ text: ['read', brief(name), 'as', nearest.type, nearest.format].filter(word => word).join(' '), field: { name, ...nearest } }] : [];
}

function encodingsOf(evidence) {
  return [...new Set([evidence.encoding?.runnerUp, 'windows-1252', 'utf-8'])].filter(name => name && name !== evidence.inUse);
}

/** The two orders of day and month, from the format that came second. */
function bothOrders(name, evidence) {
  const column = evidence.columns?.find(other => other.name === name);
  const format = /^\w+ (.*%[dm].*%[dm].*)/.exec(column?.runnerUp ?? '')?.[1];
  if (!format) return [];
  const type = column.runnerUp.split(' ')[0];
  const swapped = format.replace(/%[dm]/g, part => (part === '%d' ? '%m' : '%d'));
  const dayFirst = format.indexOf('%d') < format.indexOf('%m');
  return [['day first', dayFirst ? format : swapped], ['month first', dayFirst ? swapped : format]]
    .map(([text, chosen]) => ({ text, field: { name, type, format: chosen } }));
}

/** What may help against a warning of an inference. */
export function remediesOf(sentence, evidence) {
  for (const [pattern, remedies] of REMEDIES) {
    const match = pattern.exec(sentence);
    if (match) return remedies(match, evidence);
  }
  return [];
}

/**
 * What may help against a problem of a conversion, or a group of them. Nothing is suggested for pieces of a broken record: it would
 * make rows of them.
 *
 * @param fields those of the conversion's schema
 */
export function remediesOfProblem(problem, fields = []) {
  if (problem.pieces) return [];
  switch (problem.code) {
    case 'undivided-header': {
      const other = /there is '(.+?)'/.exec(problem.message)?.[1];
      return other ? [delimiter(other)] : [];
    }
    case 'misnamed-encoding': return [encoding('utf-8')];
    case 'unnamed-encoding': return [encoding(/encoding=([\w-]+)/.exec(problem.message)?.[1] ?? 'windows-1252')];
    case 'missing-cell': return [FILL];
    case 'skipped-record': return [{ text: 'keep the last lines', given: { skipFooter: '0' } }];
    case 'type-error': return problem.column ? [...cured(problem, fields), typed(problem.column, 'string')] : [];
    default: return [];
  }
}

export function remedyButtons(remedies, apply) {
  return remedies.map(remedy => button(remedy.text, () => apply(remedy)));
}

const FEW = 6;
const SHOWN = 100;

/** @param entries [sentence, remedies] */
export function showAdvice(list, entries, apply) {
  const focused = list.contains(document.activeElement);
  const items = entries.slice(0, SHOWN).map(([sentence, remedies]) => {
    const entry = make('li', {}, make('span', { textContent: sentence }));
    entry.append(...remedyButtons(remedies, remedy => {
      entry.remove();
      apply(remedy);
    }));
    return entry;
  });
  if (entries.length > SHOWN) items.push(make('li', { textContent: number(entries.length - SHOWN) + ' more' }));
  const few = items.length > FEW + 1 ? FEW : items.length;
  list.replaceChildren(...items.slice(0, few));
  if (few < items.length) list.append(make('li', { className: 'more' }, button(number(entries.length - few) + ' more', event => {
    event.target.closest('li').replaceWith(...items.slice(few));
    items[few].tabIndex = -1;
    items[few].focus();
  })));
  if (focused) $('convert').focus();
}
