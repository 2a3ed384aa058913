/** The format of a field as one text: a pattern or name, an example of its numbers, or its words for true and false. */

import { listed, listText } from './schema.js';

/** Properties that only fields of some types have, and that belong to the type. */
export const OF_TYPE = ['format', 'trueValues', 'falseValues', 'decimalChar', 'groupChar', 'bareNumber'];

const OFFERED = {
  string: ['default', 'email', 'uri', 'uuid', 'binary'],
  integer: ['default', '1,234', '1.234', '1 234', '$ 1,234', '€ 1.234'],
  number: ['default', '1,234.5', '1.234,5', '1234,5', '1 234,5', '1’234.5', '$ 1,234.5', '€ 1.234,5'],
  boolean: ['default', 'yes / no', 'y / n', 't / f', 'ja / nein', 'oui / non'],
  date: ['default', 'any', '%d.%m.%Y', '%d/%m/%Y', '%m/%d/%Y', '%Y%m%d'],
  time: ['default', 'any', '%H:%M', '%H:%M:%S'],
  datetime: ['default', 'any', '%Y-%m-%d %H:%M:%S', '%d.%m.%Y %H:%M'],
  geopoint: ['default', 'array', 'object'],
  geojson: ['default', 'topojson'],
};

export const offered = type => OFFERED[type] ?? ['default'];

export function hintOf(type) {
  if (type === 'number' || type === 'integer') return 'An example, such as 1.234' + (type === 'number' ? ',5' : '') + '; with a sign such as € if there is other text around the digits';
  return type === 'boolean' ? 'The words for true, a slash, the words for false, such as yes, y / no, n' : '';
}

const isNumeric = type => type === 'number' || type === 'integer';

export function formatText(field) {
  if (field.format !== undefined) return String(field.format);
  if (field.type === 'boolean' && (field.trueValues || field.falseValues)) {
    return listText(field.trueValues ?? [], '/') + ' / ' + listText(field.falseValues ?? [], '/');
  }
  if (!isNumeric(field.type) || !OF_TYPE.some(name => field[name] !== undefined)) return '';
  return (field.bareNumber === false ? '€ ' : '') + '1' + (field.groupChar ?? '') + '234'
    + (field.type === 'number' ? (field.decimalChar ?? '.') + '5' : '');
}

export function setFormat(field, text) {
  for (const name of OF_TYPE) delete field[name];
  if (text === '' || text === 'default') return;
  const properties = isNumeric(field.type) ? marksOf(text, field.type) : field.type === 'boolean' ? wordsOf(text) : null;
  Object.assign(field, properties ?? { format: text });
}

/** The decimal and group marks of an example of a number; null if it is none. */
function marksOf(text, type) {
  const [, before, digits, behind] = /^(\D*)(\d(?:.*\d)?)(\D*)$/su.exec(text) ?? [];
  if (digits === undefined) return null;
  const marks = digits.match(/\D+/gu) ?? [];
  const last = marks.at(-1);
  const decimals = digits.length - digits.lastIndexOf(last) - (last?.length ?? 0);
  const isDecimal = type === 'number' && marks.length > 0
    && (marks.length > 1 ? last !== marks[0] : decimals !== 3 || last === '.');
  const groups = isDecimal ? marks.slice(0, -1) : marks;
  if ([...groups, last ?? ''].some(mark => [...mark].length > 1) || new Set(groups).size > 1) return null;
  return { ...(isDecimal && last !== '.' ? { decimalChar: last } : {}), ...(groups.length ? { groupChar: groups[0] } : {}),
    ...(groups[0] === '.' && !isDecimal && type === 'number' ? { decimalChar: ',' } : {}),
    ...((before + behind).trim() !== '' ? { bareNumber: false } : {}) };
}

/** The words for true and false on both sides of a slash; null if there is none. */
function wordsOf(text) {
  const [, yes, no] = /^((?:"(?:[^"\\]|\\.)*"|[^"/])*)\/(.*)$/s.exec(text) ?? [];
  if (yes === undefined) return null;
  const sides = { trueValues: listed(yes), falseValues: listed(no) };
  return Object.fromEntries(Object.entries(sides).filter(([, words]) => words.length));
}
