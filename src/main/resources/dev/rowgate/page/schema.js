/** The schema as a document and as text. The text is what counts; the table edits it. */

export const TYPES = ['string', 'integer', 'number', 'boolean', 'date', 'time', 'datetime', 'year', 'yearmonth', 'duration', 'list',
  'object', 'array', 'geopoint', 'geojson', 'any'];

/** Keeps numbers that a double can't hold as they are written, where the browser can. */
function exact(_key, value, context) {
  return typeof value === 'number' && context && JSON.rawJSON && String(value) !== context.source ? JSON.rawJSON(context.source) : value;
}

/** @return null if the text is no JSON object */
export function parsed(text) {
  try {
    const document = JSON.parse(text, exact);
    return document !== null && typeof document === 'object' && !Array.isArray(document) ? document : null;
  } catch {
    return null;
  }
}

/** JSON with one line for each short object or array, so that a field is a line. */
export function written(value, indent = '') {
  const flat = JSON.stringify(value);
  if (value === null || typeof value !== 'object' || (flat.length + indent.length < 100 && indent !== '')) {
    return flat.replace(/("(?:[^"\\]|\\.)*")|([:,])/g, (_all, text, mark) => text ?? mark + ' ');
  }
  const inner = indent + '  ';
  const list = Array.isArray(value);
  const members = list
    ? value.map(item => inner + written(item, inner))
    : Object.entries(value).map(([name, item]) => inner + JSON.stringify(name) + ': ' + written(item, inner));
  if (!members.length) return list ? '[]' : '{}';
  return (list ? '[' : '{') + '\n' + members.join(',\n') + '\n' + indent + (list ? ']' : '}');
}

const holder = document => (document?.schema !== undefined && typeof document.schema === 'object' ? document.schema : document);

/** The fields of a schema or of a resource; none if it has none that can be edited. */
export function fieldsOf(document) {
  const fields = holder(document)?.fields;
  return Array.isArray(fields) ? fields.filter(field => field !== null && typeof field === 'object') : [];
}

/** What is missing in the columns without missing values of their own. */
export function commonMissing(document) {
  const missing = holder(document)?.missingValues;
  return Array.isArray(missing) ? missing : [''];
}

export const keyOf = field => field['rowgate:name'] ?? field.name ?? '';

/** The field of a label or a key; undefined if there is none. */
export const named = (fields, name) => fields.find(field => keyOf(field) === name || field.name === name);

/** The key of a column in the rows; its label in the header stays as it is. */
export function rename(field, key) {
  delete field['rowgate:name'];
  if (key !== field.name && key !== '') field['rowgate:name'] = key;
}

export function setRequired(field, required) {
  const { required: _old, ...others } = field.constraints ?? {};
  const constraints = required ? { required: true, ...others } : others;
  if (Object.keys(constraints).length) field.constraints = constraints;
  else delete field.constraints;
}

/** `"", NA`: values separated by commas; a JSON string where a value is empty or has a comma or another mark. */
export function listText(values, mark = ',') {
  return values.map(value => (typeof value === 'object' ? value.value : value)).map(String)
    .map(value => (/^[^",\s]([^",]*[^",\s])?$/.test(value) && !value.includes(mark) ? value : JSON.stringify(value))).join(', ');
}

/** The opposite of listText; a text that is no value is kept as it is. */
export function listed(text) {
  const values = [];
  for (const [, quoted, plain] of text.matchAll(/\s*(?:("(?:[^"\\]|\\.)*")\s*|([^,]*))(?:,|$)/g)) {
    if (quoted !== undefined) {
      try { values.push(JSON.parse(quoted)); } catch { values.push(quoted); }
    } else if (plain.trim() !== '') values.push(plain.trim());
  }
  return [...new Set(values)];
}

export function setMissing(field, text, common) {
  const values = listed(text);
  if (JSON.stringify(values) === JSON.stringify(common)) delete field.missingValues;
  else field.missingValues = values;
}

/** What the service inferred: the schema to convert with, under a name made of the file's, and what it rests on. */
export function inferred(text, stem) {
  const { 'rowgate:inferred': _evidence, ...resource } = JSON.parse(text, exact);
  resource.name = stem.toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^-|-$/g, '') || 'data';
  return { resource, evidence: { ...JSON.parse(text)['rowgate:inferred'], inUse: resource.encoding } };
}
