/** The schema as an editable table: a row of controls for each field. */

import { $, button, make, number } from './dom.js';
import * as formats from './formats.js';
import * as schema from './schema.js';
import { setType } from './types.js';

const PAGE = 50;
let from = 0;

/** @param edit called with the change of a field and its place, after which the text is written anew */
export function showFields(document, edit, goto = 0) {
  const fields = schema.fieldsOf(document);
  from = Math.min(goto, Math.max(0, fields.length - 1));
  const page = fields.slice(from, from + PAGE);
  const common = schema.commonMissing(document);
  $('fields').replaceChildren(...page.map((field, i) => rowOf(field, from + i, common, edit)));
  $('fields-empty').hidden = fields.length > 0;
  $('fields-more').hidden = fields.length <= PAGE;
  $('fields-more').replaceChildren('Fields ' + number(from + 1) + '–' + number(from + page.length) + ' of ' + number(fields.length) + ' ',
    button('‹', () => showFields(document, edit, Math.max(0, from - PAGE)), 'Previous fields'), ' ',
    button('›', () => showFields(document, edit, from + PAGE < fields.length ? from + PAGE : from), 'Next fields'));
}

function rowOf(field, place, common, edit) {
  const name = schema.keyOf(field) || 'field ' + (place + 1);
  const labelled = what => what + ' of ' + name;
  const control = (what, properties) => make('input', {
    type: 'text', autocomplete: 'off', spellcheck: false, 'aria-label': labelled(what), ...properties });
  const change = (action, redraw = false) => event => edit(place, fields => action(fields[place], event.target, fields), redraw);
  const key = control('Name', { value: schema.keyOf(field), title: 'Label in the file: ' + field.name,
    input: change((own, target) => schema.rename(own, target.value)) });
  const type = make('select', { 'aria-label': labelled('Type'), change: change((own, target, fields) => setType(own, target.value, fields), true) },
    ...schema.TYPES.map(one => new Option(one, one, false, one === (field.type ?? 'string'))));
  if (!schema.TYPES.includes(field.type ?? 'string')) type.prepend(new Option(String(field.type), String(field.type), true, true));
  const list = 'formats-' + place;
  const kind = field.type ?? 'string';
  const format = make('td', { 'data-label': 'Format' }, control('Format', { value: formats.formatText(field), placeholder: 'default',
    list, title: formats.hintOf(kind), input: change((own, target) => formats.setFormat(own, target.value)) }),
  make('datalist', { id: list }, ...formats.offered(kind).map(one => new Option(one, one))));
  const required = make('input', { type: 'checkbox', checked: field.constraints?.required === true, 'aria-label': labelled('Required'),
    change: change((own, target) => schema.setRequired(own, target.checked)) });
  const missing = control('Missing values', { value: schema.listText(field.missingValues ?? common),
    title: 'Separated by commas; "" is the empty cell',
    change: change((own, target) => schema.setMissing(own, target.value, common)) });
  return make('tr', { id: 'field-' + place }, make('td', {}, key), make('td', {}, type), format,
    make('td', { className: 'middle', 'data-label': 'Required' }, required), make('td', { 'data-label': 'Missing values' }, missing));
}

/** Marks the rows of fields that have a fault, by the pointers of the faults. */
export function markFaults(errors) {
  const places = new Map();
  for (const error of errors) {
    const place = /^(?:\/schema)?\/fields\/(\d+)/.exec(error.pointer ?? '')?.[1];
    if (place !== undefined) places.set('field-' + place, error.message);
  }
  for (const row of $('fields').rows) {
    const message = places.get(row.id);
    row.classList.toggle('faulty', message !== undefined);
    for (const control of row.querySelectorAll('input, select')) {
      if (message === undefined) control.removeAttribute('aria-invalid');
      else control.setAttribute('aria-invalid', 'true');
    }
  }
}
