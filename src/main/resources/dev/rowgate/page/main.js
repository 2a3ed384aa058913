/** The page: what is converted, and what happens when. */

import { showAdvice } from './advice.js';
import { cancel, convert, isRunning } from './convert.js';
import * as cures from './cures.js';
import { command, listenToCopy } from './curl.js';
import * as dialect from './dialect.js';
import { $, shortened, size } from './dom.js';
import * as download from './download.js';
import * as edges from './edges.js';
import * as editor from './editor.js';
import { showFound } from './found.js';
import { headOf, isRejects, leadingColumns, listen, showText, wholeLines } from './intake.js';
import * as key from './key.js';
import * as record from './record.js';
import * as results from './results.js';
import * as rows from './rows.js';
import * as schema from './schema.js';
import * as service from './service.js';
import { listSchemas } from './sources.js';
import * as types from './types.js';

const HEAD = 65_536;
const DIALECT = ['delimiter', 'quote', 'encoding', 'header'];
const OPTIONS = ['trim', 'missingCells', 'nulls', 'maxErrors'];
const NOTHING = { resource: {}, evidence: { warnings: [] } };

/** given: parts of the dialect that a person has set; touched: whether they have edited the schema; rejects: of the last schema. */
const state = { file: null, name: 'data.csv', packed: '', head: new Uint8Array(), given: {}, inferred: NOTHING, touched: false, rejects: false, last: null };
let inferring = new AbortController();
/** Kept when the file's schema is inferred; a conversion waits for it. */
let ready = Promise.resolve();

const stem = () => state.name.replace(/(\.\w+)+$/, '') || 'data';

const source = () => $('schema-source').value;

function wantedOptions() {
  const own = dialect.optionsOf(source() === 'none' ? {} : editor.resource());
  const inferred = source() === 'own' ? {} : dialect.optionsOf(state.inferred.resource);
  return { ...inferred, ...own, ...state.given };
}

function query() {
  const resource = source() === 'none' ? {} : editor.resource();
  const query = source().startsWith('named:') ? { schema: source().slice(6) } : {};
  Object.assign(query, dialect.differing(wantedOptions(), resource));
  for (const name of OPTIONS) if ($(name).value.trim()) query[name] = $(name).value.trim();
  return query;
}

function job() {
  const own = source() === 'own' && editor.text().trim() !== '';
  return { path: 'v1/transform', query: query(), schema: own ? editor.text() : null, schemaName: download.nameOf(stem()) + '.schema.json',
    file: state.file ?? new Blob(), name: state.name, accept: 'application/x-ndjson' };
}

function notice(text) {
  $('notice').textContent = text;
  $('notice').hidden = text === '';
}

function refresh() {
  const now = job();
  const old = results.isOld(state.last, now);
  if (old && $('old').hidden) download.forget();
  results.outdate(old);
  $('curl').textContent = command(now, new URL('.', location.href), service.hasKey());
  dialect.show(Object.fromEntries(DIALECT.map(id => [id, $(id)])), wantedOptions());
  $('schema-editor').hidden = source() === 'none';
}

/** Another file comes: the last one's result goes. */
function forget() {
  if (isRunning()) cancel();
  $('results').hidden = true;
  download.forget();
  state.last = null;
}

const keeps = () => ($('keep-schema').checked || state.rejects) && editor.text().trim() !== '';

/** Its options and schema go, too, unless they are to be kept, as those of rejected records are. */
function forgetSettings() {
  if (!state.rejects) state.given = {};
  state.touched = state.touched && keeps();
  if (!$('keep-schema').checked && !state.rejects) for (const name of OPTIONS) $(name).value = '';
}

/** Takes a file: shows it and infers its schema. */
async function take(file, typed, count = 1) {
  inferring.abort();
  inferring = new AbortController();
  const { signal } = inferring;
  $('schema-state').textContent = '';
  notice(count > 1 ? 'Of ' + count + ' files the first is taken.' : '');
  if (!typed) forget();
  let head = null, rejects = false;
  try {
    head = await headOf(file, HEAD);
    rejects = await isRejects(file, head.packed, typed ? 'utf-8' : wantedOptions().encoding);
  } catch (error) { notice('The file can’t be read: ' + error.message); }
  if (signal.aborted || !head) return;
  state.rejects = rejects && editor.text().trim() !== '';
  // Text of the page is UTF-8, whatever the file was that it came from.
  if (typed) state.given.encoding = 'utf-8';
  else forgetSettings();
  const { bytes, packed } = head;
  Object.assign(state, { file, name: file.name || 'data.csv', packed, head: packed ? new Uint8Array() : wholeLines(bytes, file.size > HEAD) });
  $('file-name').replaceChildren(shortened(state.name));
  $('file-name').title = state.name;
  refresh();
  $('file-facts').textContent = size(file.size);
  $('convert').disabled = false;
  for (const id of DIALECT) $(id).disabled = false;
  await inferNow(signal);
  if (!typed && !signal.aborted) await showText(file, packed, wantedOptions().encoding);
}

async function inferNow(signal) {
  const keep = keeps();
  try {
    $('found-note').textContent = 'looking …';
    state.inferred = schema.inferred(await service.infer(state.file, state.packed, state.given, signal), stem());
    if (state.rejects) state.inferred.evidence.warnings.unshift('rejects: the schema that rejected these records is kept');
    types.remember(state.inferred);
    if (!keep && !state.touched) {
      $('schema-source').value = 'own';
      editor.show(schema.written(state.inferred.resource));
    } else editor.checkSoon();
    showFound(state.file, state.inferred, apply);
  } catch (error) {
    if (signal.aborted) return;
    state.inferred = NOTHING;
    types.remember(NOTHING);
    if (!keep && !state.touched) editor.show('');
    $('found-note').textContent = '';
    showAdvice($('advice'), [], apply);
    if (error.status === 401) key.ask(true);
    else notice((error.status ? 'Nothing can be inferred: ' : 'No answer: ') + error.message);
  }
  refresh();
}

/** Takes a remedy: a part of the dialect, an option, or a change of a field. */
function apply(remedy) {
  if (remedy.given) give(remedy.given);
  if (remedy.option) for (const [name, value] of Object.entries(remedy.option)) {
    $(name).value = value;
    $(name).closest('details').open = true;
  }
  if (remedy.field) editor.editNamed(remedy.field.name, field => types.change(field, remedy.field));
  if (remedy.addition) editor.editNamed(remedy.addition.name, field => cures.add(field, remedy.addition.reading));
  if (remedy.missing) editor.editNamed(remedy.missing.name, field => {
    field.missingValues = [...new Set([...(field.missingValues ?? schema.commonMissing(editor.resource())), remedy.missing.word])];
  });
  if (remedy.anew) {
    Object.assign(state, { rejects: false, touched: false });
    give({});
  }
  refresh();
  editor.checkSoon();
}

/** Sets parts of the dialect. An untouched schema is inferred anew. */
function give(parts) {
  Object.assign(state.given, parts);
  if (state.file && !state.touched) {
    inferring.abort();
    inferring = new AbortController();
    ready = inferNow(inferring.signal);
    if (parts.encoding) showText(state.file, state.packed, parts.encoding);
  } else editor.checkSoon();
  refresh();
}

async function start() {
  await ready;
  if (!state.file) return;
  const own = job();
  const input = { file: state.file, packed: state.packed, options: wantedOptions(), leading: leadingColumns(state.head, wantedOptions().encoding) };
  const view = { apply, open: null, fields: schema.fieldsOf(source() === 'none' ? {} : editor.resource()) };
  const last = state.last = { job: own, blob: null };
  results.clear();
  download.forget();
  // At once: a smooth scroll would go on after a refusal has led to the field of the key.
  $('results').scrollIntoView({ block: 'start' });
  try {
    const end = await convert(own, state.packed, snapshot => results.show(snapshot, view, false));
    if (last !== state.last) return;
    last.blob = end.blob;
    view.open = (places, at = 0) => record.open(input, end.worker, places, at);
    last.open = place => view.open(Array.from({ length: end.end.keptRejects }, (_, i) => i), place);
    results.conclude(end, view);
  } catch (error) {
    if (last !== state.last) return;
    if (error.name === 'AbortError') return results.fail('Cancelled by you.', [], view);
    if (error.status === 401) {
      $('results').hidden = true;
      return key.ask(true);
    }
    results.fail((error.status ? 'Refused with ' + error.status + ': ' : 'No whole answer: ') + error.message + '.', error.errors ?? [], view);
  }
}

async function useKey() {
  await listSchemas();
  if (state.file && state.inferred === NOTHING) ready = take(state.file, false);
  refresh();
}

async function chooseSchema() {
  state.touched = source() !== 'own';
  if (source().startsWith('named:')) {
    try { editor.show(await service.namedSchema(source().slice(6))); } catch (error) { notice(error.message); }
  }
  refresh();
}

function edited() {
  state.touched = true;
  $('schema-source').value = 'own';
  refresh();
}

function listenToControls() {
  $('convert').addEventListener('click', start);
  $('again').addEventListener('click', start);
  $('cancel').addEventListener('click', cancel);
  addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !$('convert').disabled) start();
    if (event.key === 'Escape' && isRunning() && !$('record').open) cancel();
  });
  for (const id of DIALECT) $(id).addEventListener('change', () => give({ [id]: dialect.valueOf(id, $(id).value) }));
  for (const id of OPTIONS) $(id).addEventListener('input', () => { refresh(); editor.checkSoon(); });
  $('schema-source').addEventListener('change', chooseSchema);
  listenToCopy();
}

listen((...given) => { ready = take(...given); });
listenToControls();
editor.start((text, signal) => service.check(text, state.head, { ...dialect.differing(wantedOptions(), editor.resource()),
  ...($('missingCells').value ? { missingCells: 'null' } : {}) }, signal), edited);
rows.start(place => state.last.open(place));
record.start();
download.start(() => state.last ?? { job: job(), blob: null }, editor.text);
key.start(useKey);
edges.start();
listSchemas();
refresh();
