/** Warnings with a button for each remedy. */

import { $, button, make, number } from './dom.js';

/** Where the sentences of the service name what is wrong; a sentence without a remedy is shown alone. */
const REMEDIES = [
  [/^delimiter: taken for one column; '(.+)' would split/, ([, other]) => [delimiter(other)]],
  [/^delimiter: '(.+)' fits about as well/, ([, other]) => [delimiter(other)]],
  [/^encoding: .*ibm850/, (_match, { inUse }) => ['ibm850', 'windows-1252'].filter(name => name !== inUse).map(encoding)],
  [/^encoding: /, (_match, evidence) => encodingsOf(evidence).map(encoding)],
  [/^header: (nothing but habit|\d+ of its labels are numbers)/, () => [
    { text: 'the first row is data', given: { header: 'false' } }]],
  [/^header: none is assumed/, () => [{ text: 'the first row is the header', given: { header: 'true' } }]],
  [/^records: \d+ of \d+ have another number of cells/, () => [FILL]],
  [/^column '(.*)': dates, but whether/, ([, name], evidence) => bothOrders(name, evidence)],
  [/^column '(.*)': \d+ cells aren't of type/, ([, name]) => [typed(name, 'string')]],
  [/^column '(.*)': '(.)' before three digits/, ([, name, mark]) => [
    { text: mark + ' is the decimal mark', field: { name, type: 'number', decimalChar: mark } },
    { text: mark + ' groups thousands', field: { name, type: 'number', groupChar: mark, decimalChar: mark === ',' ? '.' : ',' } }]],
  [/^missing values: '(.*)' is a missing value in column '.*' and a text in column '(.*)'/, ([, word, name]) => [
    { text: 'missing in ' + name + ', too', missing: { name, word } }]],
];

const FILL = { text: 'fill missing cells with null', option: { missingCells: 'null' } };

function delimiter(character) {
  return { text: 'use ' + character, given: { delimiter: character === 'space' ? ' ' : character } };
}

function encoding(name) { return { text: 'read as ' + name, given: { encoding: name } }; }

function typed(name, type) { return { text: 'make ' + name + ' ' + (type === 'string' ? 'text' : type), field: { name, type } }; }

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

/** What may help against a problem of a conversion, or a group of them. */
export function remediesOfProblem(problem) {
  switch (problem.code) {
    case 'undivided-header': {
      const other = /there is '(.+?)'/.exec(problem.message)?.[1];
      return other ? [delimiter(other)] : [];
    }
    case 'misnamed-encoding': return [encoding('utf-8')];
    case 'unnamed-encoding': return [encoding(/encoding=([\w-]+)/.exec(problem.message)?.[1] ?? 'windows-1252')];
    case 'missing-cell': return [FILL];
    case 'type-error': return problem.column ? [typed(problem.column, 'string')] : [];
    default: return [];
  }
}

export function remedyButtons(remedies, apply) {
  return remedies.map(remedy => button(remedy.text, () => apply(remedy)));
}

const SHOWN = 30;

/** @param entries [sentence, remedies] */
export function showAdvice(list, entries, apply) {
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...entries.slice(0, SHOWN).map(([sentence, remedies]) => {
    const entry = make('li', {}, make('span', { textContent: sentence }));
    entry.append(...remedyButtons(remedies, remedy => {
      entry.remove();
      apply(remedy);
    }));
    return entry;
  }));
  if (entries.length > SHOWN) list.append(make('li', { textContent: number(entries.length - SHOWN) + ' more' }));
  if (focused) $('convert').focus();
}
