/** The schemas of the service, as choices beside the page's own. */

import { $ } from './dom.js';
import * as key from './key.js';
import * as service from './service.js';

export async function listSchemas() {
  try {
    const names = await service.schemaNames();
    document.querySelectorAll('#schema-source option[value^="named:"]').forEach(old => old.remove());
    for (const name of names) $('schema-source').add(new Option(name + ', of the service', 'named:' + name));
    key.accepted();
  } catch (error) {
    if (error.status === 401) key.ask(service.hasKey());
  }
}
