/** The form that asks for an access key, where the service wants one. */

import { $ } from './dom.js';
import * as service from './service.js';

/** @param used called with the key in use, once the form is sent */
export function start(used) {
  $('key-asked').addEventListener('submit', event => {
    event.preventDefault();
    service.useKey($('key').value);
    used();
  });
}

/** @param needed whether a person waits for an answer, so that the form is the next thing to do */
export function ask(needed) {
  $('key-asked').hidden = false;
  $('key-fault').textContent = service.hasKey() ? 'This key isn’t accepted.' : '';
  if (!needed) return;
  $('key').focus({ preventScroll: true });
  $('key-asked').scrollIntoView({ block: 'center' });
}

export function accepted() { $('key-asked').hidden = true; }
