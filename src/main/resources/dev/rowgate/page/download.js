/** What can be saved: rows, rejected records and the schema. Nothing is saved that isn't whole. */

import { fetchWhole } from './convert.js';
import { $, make } from './dom.js';

let controller = new AbortController();

function save(blob, name) {
  const link = make('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function say(text, kind = 'faint') {
  $('save-state').textContent = text;
  $('save-state').className = kind;
}

async function saveCsv(job, format, name) {
  controller.abort();
  controller = new AbortController();
  say('Sending …');
  try {
    const asked = { ...job, accept: 'text/csv', query: { ...job.query, format } };
    delete asked.query.nulls;
    const { blob, summary } = await fetchWhole(asked, controller.signal, say);
    if (JSON.parse(summary ?? '{}').complete !== true) throw new Error('the answer isn’t whole');
    save(blob, name);
    say('Saved as ' + name, 'good');
  } catch (error) {
    if (error.name !== 'AbortError') say('Not saved: ' + error.message, 'bad');
  }
}

/** Forgets what was saved, and ends what is being fetched. */
export function forget() {
  controller.abort();
  say('');
}

/** A name that a browser and a shell leave as it is. */
export const nameOf = text => text.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._-]+/, '') || 'data';

/** @param last gives the job and the answer of the last conversion; @param schema gives the schema's text */
export function start(last, schema) {
  const base = () => nameOf(last().job.name.replace(/(\.\w+)+$/, ''));
  $('save-rows').addEventListener('click', () => {
    if (!last().blob) return say('Not saved: the answer isn’t whole', 'bad');
    save(last().blob, base() + '.ndjson');
    say('Saved as ' + base() + '.ndjson', 'good');
  });
  $('save-csv').addEventListener('click', () => saveCsv(last().job, 'csv', base() + '.rows.csv'));
  $('save-rejects').addEventListener('click', () => saveCsv(last().job, 'rejects-csv', base() + '.rejects.csv'));
  $('save-schema').addEventListener('click', () => {
    save(new Blob([schema()], { type: 'application/json' }), last().job.schemaName);
    say('Saved as ' + last().job.schemaName, 'good');
  });
}
