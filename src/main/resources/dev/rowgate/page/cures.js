/** Properties of a field with which a cell might be of its type: words for true and false, marks of numbers. Runs in the worker. */

const WORDS = [['yes', 'no'], ['y', 'n'], ['true', 'false'], ['t', 'f'], ['on', 'off'], ['1', '0'], ['ja', 'nein'], ['j', 'n'], ['wahr', 'falsch'],
  ['oui', 'non'], ['vrai', 'faux'], ['sí', 'no'], ['si', 'no'], ['sim', 'não']];

const DECIMAL_COMMA = /^[+-]?(?:\d+|\d{1,3}([.' \u00a0\u202f])\d{3}(?:\1\d{3})*),\d+$/;
const GROUPS = /^[+-]?\d{1,3}([,' \u00a0\u202f])\d{3}(?:\1\d{3})*(?:\.\d+)?$/;
const INTEGER_GROUPS = /^[+-]?\d{1,3}([.,' \u00a0\u202f])\d{3}(?:\1\d{3})*$/;

/** The pair of words with the case of the one that is there. */
function words(text) {
  const pair = WORDS.find(words => words.includes(text.toLowerCase()));
  if (!pair) return null;
  const like = text === text.toLowerCase() ? word => word : text === text.toUpperCase() ? word => word.toUpperCase() : word => word[0].toUpperCase() + word.slice(1);
  return { trueValues: [like(pair[0])], falseValues: [like(pair[1])] };
}

function marks(text) {
  const decimal = DECIMAL_COMMA.exec(text);
  if (decimal) return { decimalChar: ',', ...(decimal[1] ? { groupChar: decimal[1] } : {}) };
  const groups = GROUPS.exec(text);
  return groups ? { groupChar: groups[1] } : /^[+-]?\d+\.\d+$/.test(text) ? { decimalChar: '.' } : null;
}

/** @return the example and the properties; null if nothing is known to help */
export function cureOf({ code, expected, value, valueCut }) {
  if (code !== 'type-error' || !value || valueCut) return null;
  const text = value.trim();
  const groups = expected === 'integer' && INTEGER_GROUPS.exec(text);
  const properties = expected === 'boolean' ? words(text) : expected === 'number' ? marks(text) : groups ? { groupChar: groups[1] } : null;
  return properties && { type: expected, like: properties.trueValues ? properties.trueValues + ' / ' + properties.falseValues : text, properties };
}
