/** Properties of a field with which a cell would be of its type: words for true and false, marks of numbers. */

import { become } from './types.js';

const WORDS = [['yes', 'no'], ['y', 'n'], ['true', 'false'], ['t', 'f'], ['on', 'off'], ['1', '0'], ['ja', 'nein'], ['j', 'n'], ['wahr', 'falsch'],
  ['oui', 'non'], ['vrai', 'faux'], ['sí', 'no'], ['si', 'no'], ['sim', 'não']];
/** Of a field that states only one of the two. */
const STANDARD = { trueValues: ['true', 'True', 'TRUE', '1'], falseValues: ['false', 'False', 'FALSE', '0'] };

const DECIMAL_COMMA = /^[+-]?(?:\d+|\d{1,3}([.' \u00a0\u202f])\d{3}(?:\1\d{3})*),\d+$/;
/** Groups of three; a number that begins with 0 has none. */
const GROUPS = /^[+-]?[1-9]\d{0,2}([.,' \u00a0\u202f])\d{3}(?:\1\d{3})*(\.\d+)?$/;

const NAMES = { ',': 'comma', '.': 'point', '\'': 'apostrophe', ' ': 'space', '\u00a0': 'no-break space', '\u202f': 'narrow space' };

/** The pair of words with the case of the one that is there. */
function words(text) {
  const pair = WORDS.find(words => words.includes(text.toLowerCase()));
  if (!pair) return [];
  const like = text === text.toLowerCase() ? word => word : text === text.toUpperCase() ? word => word.toUpperCase() : word => word[0].toUpperCase() + word.slice(1);
  const [yes, no] = pair.map(like);
  return [{ like: yes + ' / ' + no, words: { trueValues: yes, falseValues: no } }];
}

const reading = (like, decimalChar, groupChar) => ({ like, marks: { ...(decimalChar ? { decimalChar } : {}), ...(groupChar ? { groupChar } : {}) } });

/** Two of `1,234`: the comma may be either mark. */
function marks(text, type) {
  const decimal = type === 'number' && DECIMAL_COMMA.exec(text);
  const groups = GROUPS.exec(text);
  return [...(decimal ? [reading(text, ',', decimal[1])] : []),
    ...(groups && (type === 'number' || !groups[2]) && !(groups[1] === '.' && groups[2]) ? [reading(text, groups[2] && '.', groups[1])] : [])];
}

/** The ways to read a cell that isn't of its type, whatever its field states; none if nothing is known to help. Runs in the worker. */
export function readingsOf({ code, expected, value, valueCut }) {
  if (code !== 'type-error' || !value || valueCut) return [];
  const text = value.trim();
  const found = expected === 'boolean' ? words(text) : expected === 'number' || expected === 'integer' ? marks(text, expected) : [];
  return found.map(one => ({ type: expected, ...one }));
}

/** What a reading changes of a field: null if nothing, or if a word or a mark of the field says otherwise. */
export function additionTo(field, { type, words, marks }) {
  const added = words ? withWords(field, words) : withMarks(field, marks, type);
  return added && Object.keys(added).length ? added : null;
}

function withWords(field, words) {
  const isStated = field.trueValues || field.falseValues;
  const known = name => field[name] ?? (isStated ? STANDARD[name] : []);
  if (known('falseValues').includes(words.trueValues) || known('trueValues').includes(words.falseValues)) return null;
  return Object.fromEntries(Object.entries(words).filter(([name, word]) => !known(name).includes(word)).map(([name, word]) => [name, [...known(name), word]]));
}

function withMarks(field, marks, type) {
  if (Object.entries(marks).some(([name, mark]) => field[name] && field[name] !== mark)) return null;
  const added = Object.fromEntries(Object.entries(marks).filter(([name, mark]) => (field[name] ?? (name === 'decimalChar' ? '.' : '')) !== mark));
  const { decimalChar = '.', groupChar } = { ...field, ...added };
  return type === 'number' && decimalChar === groupChar ? null : added;
}

/** What a reading makes of the marks, for a button. */
export function meaningOf({ marks }) {
  if (!marks) return '';
  const { decimalChar, groupChar } = marks;
  return ': ' + [...(decimalChar ? ['decimal ' + NAMES[decimalChar]] : []), ...(groupChar ? [NAMES[groupChar] + ' groups digits'] : [])].join(', ');
}

/** Adds to a field what a reading needs; its other properties stay, if it still is of that type. */
export function add(field, reading) {
  if (field.type !== reading.type) become(field, reading.type, {});
  Object.assign(field, additionTo(field, reading));
}
