/** How a file is written: the options of the service for what a resource says under dialect and encoding. */

const OPTIONS = { delimiter: 'delimiter', quoteChar: 'quote', doubleQuote: 'doubleQuote', escapeChar: 'escape', commentChar: 'comment',
  header: 'header', headerRows: 'headerRows', headerJoin: 'headerJoin', commentRows: 'commentRows', skipFooter: 'skipFooter',
  caseSensitiveHeader: 'caseSensitiveHeader', trim: 'trim', skipInitialSpace: 'skipInitialSpace', nullSequence: 'nullSequence', lineTerminator: 'lineTerminator' };

const DEFAULTS = { delimiter: ',', quote: '"', doubleQuote: 'true', escape: '', comment: '', header: 'true', skipInitialSpace: 'false',
  trim: 'false', caseSensitiveHeader: 'true', encoding: 'utf-8' };

/** The options that a resource's dialect and encoding stand for; those that it doesn't have are left out. */
export function optionsOf(resource) {
  const dialect = resource?.dialect ?? {};
  const options = {};
  for (const [property, option] of Object.entries(OPTIONS)) {
    const value = dialect[property];
    if (value === null) options[option] = '';
    else if (value !== undefined && typeof value !== 'object') options[option] = String(value);
    else if (Array.isArray(value) && value.length) options[option] = value.join(',');
  }
  if (typeof resource?.encoding === 'string') options.encoding = resource.encoding;
  return options;
}

/** The wanted options that a resource doesn't already say. */
export function differing(wanted, resource) {
  const has = { ...DEFAULTS, ...optionsOf(resource) };
  return Object.fromEntries(Object.entries(wanted).filter(([option, value]) => has[option] !== value));
}

/** The parts of a dialect by which a record is split, for the eye. */
export function splitting(options) {
  const all = { ...DEFAULTS, ...options };
  return { delimiter: all.delimiter === 'tab' || all.delimiter === '\\t' ? '\t' : all.delimiter, quoteChar: all.quote === '' ? null : all.quote,
    escapeChar: all.escape, skipInitialSpace: all.skipInitialSpace === 'true' };
}

const NAMED = { '\t': 'tab', ' ': 'space' };

export function show(fields, options) {
  const all = { ...DEFAULTS, ...options };
  fields.delimiter.value = NAMED[all.delimiter] ?? all.delimiter;
  fields.quote.value = all.quote === '' ? 'none' : all.quote;
  fields.encoding.value = all.encoding;
  fields.header.value = all.header === 'false' || all.header === 'absent' ? 'false' : 'true';
}

/** The option's value that a control holds. */
export function valueOf(option, text) {
  if (option === 'delimiter') return text === 'space' ? ' ' : text === 'tab' ? '\t' : text;
  return option === 'quote' && text === 'none' ? '' : text;
}
