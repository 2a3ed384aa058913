/** What comes with a type that is chosen: the marks of its numbers, its format, its words, as far as the file shows them. */

import { OF_TYPE } from './formats.js';
import { fieldsOf } from './schema.js';

let known = { resource: {}, evidence: {} };

/** @param inferred the resource and the evidence of the file */
export function remember(inferred) { known = inferred; }

const isNumeric = type => type === 'number' || type === 'integer';

function taken(from, type) {
  const names = type === 'integer' ? ['groupChar', 'bareNumber'] : OF_TYPE;
  return Object.fromEntries(names.filter(name => from[name] !== undefined).map(name => [name, from[name]]));
}

const fits = (type, other) => type === other || (isNumeric(type) && isNumeric(other));

/** The type of most values of a column that stays text. */
export const nearestOf = name => known.evidence.columns?.find(column => column.name === name)?.nearest;

/** Gives a field a type, with what was inferred for it, what most of its values have, or what all other fields of the type have. */
export function setType(field, type, fields) {
  const inferred = fieldsOf(known.resource).find(other => other.name === field.name);
  const nearest = nearestOf(field.name);
  let properties = {};
  if (inferred && fits(type, inferred.type ?? 'string')) {
    properties = taken(inferred, type);
    const cameWithNearest = nearest?.missingValues && JSON.stringify(field.missingValues) === JSON.stringify(nearest.missingValues);
    if (cameWithNearest && !inferred.missingValues) delete field.missingValues;
  } else if (nearest && fits(type, nearest.type)) {
    properties = taken(nearest, type);
    if (nearest.missingValues && !field.missingValues) field.missingValues = nearest.missingValues;
  } else if (type !== 'string') {
    const others = fields.filter(other => other !== field && other.type === type).map(other => taken(other, type));
    if (new Set(others.map(other => JSON.stringify(other))).size === 1) [properties] = others;
  }
  become(field, type, properties);
}

/** @param wanted the name, the type and all properties that belong to the type */
export function change(field, { name: _name, type, ...properties }) { become(field, type, properties); }

export function become(field, type, properties) {
  for (const name of OF_TYPE) delete field[name];
  Object.assign(field, { type }, properties);
}
