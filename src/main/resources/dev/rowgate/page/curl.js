/** The command that does the same as the page. */

import { $, later } from './dom.js';

/** A word of a POSIX shell. */
export function quoted(text) {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'";
}

/** A file in curl's -F: a name with a mark of its own syntax is quoted for curl, too. */
function part(field, name) {
  const marked = /[",;\\]/.test(name) ? '"' + name.replace(/["\\]/g, '\\$&') + '"' : name;
  return '-F ' + quoted(field + '=@' + marked);
}

/** @param job as for a conversion, with schemaName, the file that the schema is saved as */
export function command(job, base, withKey) {
  const words = ['curl -sS'];
  if (withKey) words.push('-H "Authorization: Bearer $ROWGATE_KEY"');
  if (job.schema !== null) words.push(part('schema', job.schemaName));
  words.push(part('file', job.name));
  const query = new URLSearchParams(job.query).toString();
  words.push(quoted(new URL(job.path, base).href + (query ? '?' + query : '')));
  return words.join(' \\\n  ');
}

export function listenToCopy() {
  const restored = later(() => { $('copy').textContent = 'Copy'; }, 1500);
  $('copy').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText($('curl').textContent);
      $('copy').textContent = 'Copied';
    } catch { getSelection().selectAllChildren($('curl')); }
    restored();
  });
}
