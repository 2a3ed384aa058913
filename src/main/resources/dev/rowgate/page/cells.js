/** Where things are in a text: the cells of a record, the members of a row. */

/** Spans of the cells of one record, as [from, to] with their quotes. */
export function cellSpans(text, dialect) {
  const delimiter = dialect.delimiter ?? ',';
  const quote = dialect.quoteChar === undefined ? '"' : dialect.quoteChar;
  const escape = dialect.escapeChar;
  const end = text.replace(/(\r\n|\n|\r)$/, '').length;
  const spans = [];
  let from = 0;
  let quoted = quote !== null && text[0] === quote;
  for (let i = quoted ? 1 : 0; i < end; i++) {
    if (escape && text[i] === escape) i++;
    else if (quoted && text[i] === quote) {
      if (text[i + 1] === quote) i++;
      else quoted = false;
    } else if (!quoted && text.startsWith(delimiter, i)) {
      spans.push([from, i]);
      from = i + delimiter.length;
      i = from - 1;
      const skipped = dialect.skipInitialSpace ? /^[ \t]*/.exec(text.slice(from, end))[0].length : 0;
      quoted = quote !== null && text[from + skipped] === quote;
      if (quoted) i = from + skipped;
    }
  }
  spans.push([from, end]);
  return spans;
}

function stringEnd(text, at) {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}

function valueEnd(text, at) {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const mark = text[i];
    if (mark === '"') i = stringEnd(text, i) - 1;
    else if (mark === '{' || mark === '[') depth++;
    else if (mark === '}' || mark === ']') { if (depth-- === 0) return i; }
    else if (mark === ',' && depth === 0) return i;
  }
  return text.length;
}

/**
 * The members of a row in their order, as [key, JSON of the value]. An object of JavaScript would move keys such as `2024` to the
 * front and round large numbers.
 */
export function members(line, most = Infinity) {
  const found = [];
  for (let i = 1; line[i] === '"' && found.length < most;) {
    const keyEnd = stringEnd(line, i);
    const end = valueEnd(line, keyEnd + 1);
    let key = line.slice(i + 1, keyEnd - 1);
    if (key.includes('\\')) key = JSON.parse(line.slice(i, keyEnd));
    found.push([key, line.slice(keyEnd + 1, end)]);
    i = end + 1;
  }
  return found;
}

/** The text of a value for a cell of a table: strings without their quotes. */
export function shown(json) {
  if (!json.startsWith('"')) return json;
  try { return JSON.parse(json); } catch { return json.slice(1); }
}
