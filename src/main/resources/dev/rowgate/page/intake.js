/** Ways by which a file gets into the page: dropped, pasted, chosen, typed, or a sample. */

import { $, button, later, make } from './dom.js';
import { prefix } from './prefix.js';
import { SAMPLES } from './samples.js';

/** A text of up to this length can be edited in the page. */
const EDITABLE = 262_144;
const SHOWN = 16_384;
const REJECTS_HEAD = 100;

const fileOf = (text, name) => new File([text], name, { type: 'text/csv' });

const isField = target => target instanceof HTMLElement && target.closest('input, textarea, select') !== null;

/** @param take called with a File, and with whether it is typed text */
export function listen(take) {
  $('choose').addEventListener('click', () => $('file').click());
  $('file').addEventListener('change', () => {
    if ($('file').files.length) take($('file').files[0], false);
    $('file').value = '';
  });
  addEventListener('dragover', event => {
    event.preventDefault();
    document.body.classList.add('dragged');
  });
  addEventListener('dragleave', event => {
    if (!event.relatedTarget) document.body.classList.remove('dragged');
  });
  addEventListener('drop', event => {
    event.preventDefault();
    document.body.classList.remove('dragged');
    transferred(event.dataTransfer, 'dropped.csv', take);
  });
  addEventListener('paste', event => {
    const own = isField(event.target) && event.target.value !== '';
    const whole = event.target === $('text') && !own;
    if (!whole && isField(event.target) && !event.clipboardData.files.length) return;
    if (transferred(event.clipboardData, 'pasted.csv', take)) event.preventDefault();
  });
  const typed = later(() => take(fileOf($('text').value, 'typed.csv'), true), 500);
  $('text').addEventListener('input', typed);
  $('samples').append(...SAMPLES.map(sample => button(sample.title, () => take(fileOf(sample.text(), sample.name), false))));
}

function transferred(data, name, take) {
  if (data.files.length) {
    take(data.files[0], false, data.files.length);
    return true;
  }
  const text = data.getData('text/plain');
  if (text.trim() !== '') take(fileOf(text, name), false);
  return text.trim() !== '';
}

const PACKED = { '28b52ffd': 'zstd', '504b0304': 'zip', '504b0506': 'zip' };

/** The first entries of every Office file. */
const OFFICE = /\[Content_Types\]\.xml|_rels\/|docProps\/|mimetypeapplication\/vnd\.oasis/;

/** The beginning of a file: bytes, and how they are compressed, or an empty text; `office` is a spreadsheet and no CSV. */
export async function headOf(file, length) {
  const bytes = new Uint8Array(await file.slice(0, length).arrayBuffer());
  const magic = [...bytes.slice(0, 4)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const packed = magic.startsWith('1f8b') ? 'gzip' : PACKED[magic] ?? '';
  const isOffice = packed === 'zip' && OFFICE.test(decoder('windows-1252').decode(bytes));
  return { bytes, packed: isOffice ? 'office' : packed };
}

/** The first lines alone: up to the last line end, if the file goes on. */
export function wholeLines(bytes, goesOn) {
  const end = goesOn ? bytes.lastIndexOf(10) + 1 : bytes.length;
  return bytes.slice(0, end || bytes.length);
}

export function decoder(encoding) {
  try { return new TextDecoder(encoding || 'utf-8'); } catch { return new TextDecoder('windows-1252'); }
}

/** Shows the text of a file, to be edited if it is short. */
export async function showText(file, packed, encoding) {
  const area = $('text');
  const short = !packed && file.size <= EDITABLE;
  const bytes = packed ? new Uint8Array() : new Uint8Array(await file.slice(0, short ? EDITABLE : SHOWN).arrayBuffer());
  area.value = packed ? '' : decoder(encoding).decode(wholeLines(bytes, !short));
  area.readOnly = !short;
  $('text-note').replaceChildren(make('span', {
    textContent: packed === 'office' ? 'a spreadsheet and no CSV: export it as CSV'
      : packed ? 'compressed; it is sent as it is' : short ? 'edit it, then convert again' : 'its first lines' }));
}

/** Whether a file has rejected records. @param encoding of the file that they are from */
export async function isRejects(file, packed, encoding) {
  const beginning = await prefix(file, packed, REJECTS_HEAD);
  return beginning !== null && leadingColumns(new Uint8Array(await beginning.arrayBuffer()), encoding) > 0;
}

/** A rejects file begins with two columns that the numbers of cells don't count. */
export function leadingColumns(head, encoding) {
  return /^\uFEFF?"?_line"?.+?"?_errors"?/.test(decoder(encoding).decode(head.slice(0, REJECTS_HEAD))) ? 2 : 0;
}
