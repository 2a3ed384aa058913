/** One conversion: the upload with its progress, and the worker that reads the answer. */

import { $, many, size } from './dom.js';
import { prefix } from './prefix.js';
import { Refused, send } from './service.js';

let current = null;

export const isRunning = () => current?.running ?? false;

export function cancel() {
  current?.controller.abort();
}

function say(text, percent) {
  $('transfer-text').textContent = text;
  if (percent === null) $('transfer-bar').removeAttribute('value');
  else $('transfer-bar').value = percent;
}

/** Bytes in a second, of the last few seconds. */
class Rate {
  #marks = [];

  at(bytes) {
    const now = performance.now();
    this.#marks.push([now, bytes]);
    while (this.#marks.length > 2 && now - this.#marks[0][0] > 3000) this.#marks.shift();
    const [time, before] = this.#marks[0];
    return now > time ? size((bytes - before) / (now - time) * 1000) + '/s' : '';
  }
}

function progress() {
  const up = new Rate();
  const down = new Rate();
  const tell = (verb, rate, done, all) => say([verb + ' ' + size(done) + (all ? ' of ' + size(all) : ''),
    all ? Math.floor(done / all * 100) + ' %' : '', rate.at(done)].filter(part => part).join(' · '), all ? done / all * 100 : null);
  return {
    upload(sent, all) {
      tell('Sending', up, sent, all);
      if (sent >= all) say('Sent ' + size(all) + '. Waiting for the answer …', null);
    },
    answer: (received, all) => tell('Receiving', down, received, all),
  };
}

/** Waits until a worker has read an answer. */
function read(run, blob, show) {
  return new Promise((resolve, reject) => {
    run.worker = new Worker('page/reader.js', { type: 'module' });
    run.controller.signal.addEventListener('abort', () => {
      if (run.running) run.worker.terminate();
      reject(new DOMException('cancelled', 'AbortError'));
    });
    run.worker.addEventListener('error', event => reject(new Error(event.message || 'The reader of the answer failed')));
    run.worker.addEventListener('message', ({ data }) => {
      if (data.kind === 'progress') {
        say('Reading: ' + many(data.rows + data.rejected, 'record'), null);
        show(data, false);
      } else if (data.kind === 'end') resolve(data);
    });
    run.worker.postMessage({ kind: 'read', blob });
  });
}

/**
 * Runs a conversion, after ending the one before.
 *
 * @param packed how its file is compressed, or an empty text
 * @param show called with what is counted so far, and whether that is all
 * @return the end's counts, the answer if it is whole, the worker that has its lines; or what went wrong
 */
export async function convert(job, packed, show) {
  if (current) {
    current.controller.abort();
    current.worker?.terminate();
  }
  const run = current = { controller: new AbortController(), worker: null, running: true };
  $('transfer').hidden = $('cancel').hidden = false;
  say('Sending …', 0);
  try {
    return await whole(run, job, packed, show);
  } finally {
    run.running = false;
    if (run === current) $('transfer').hidden = $('cancel').hidden = true;
  }
}

async function whole(run, job, packed, show) {
  const held = { ...job, query: { ...job.query, respond: 'after-upload' } };
  try {
    const { blob } = await send(held, progress(), run.controller.signal);
    const end = await read(run, blob, show);
    return { end, blob: end.summary?.complete ? blob : null, worker: run.worker };
  } catch (error) {
    const summary = error instanceof Refused && error.problem.summary;
    if (!summary) throw error;
    say('Reading what came before the fault …', null);
    return { end: { ...await beforeFault(run, held, packed, summary, show), summary }, blob: null, worker: run.worker };
  }
}

/** The lines that came before a fault: those of the beginning of the file alone, up to where it was read. */
async function beforeFault(run, job, packed, summary, show) {
  const { maxErrors: _limit, ...query } = job.query;
  const beginning = await prefix(job.file, packed, summary.bytesRead);
  if (!beginning) return read(run, new Blob(), show);
  const { blob } = await send({ ...job, query, file: beginning }, progress(), run.controller.signal);
  return read(run, blob, show);
}

/** Sends a conversion whose answer is to be saved. */
export function fetchWhole(job, signal, tell) {
  const up = new Rate();
  return send(job, {
    upload: (sent, all) => tell('Sending ' + Math.floor(sent / all * 100) + ' %, ' + up.at(sent)),
    answer: received => tell('Receiving ' + size(received)),
  }, signal);
}
