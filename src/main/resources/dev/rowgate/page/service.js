/** Requests to the service. */

let key = '';

export function useKey(value) { key = value; }

export const authorization = () => (key ? { Authorization: 'Bearer ' + key } : {});

export const hasKey = () => key !== '';

/** An answer that isn't a success: its problem document, as an error. */
export class Refused extends Error {
  constructor(status, problem) {
    super(status === 401 ? (key ? 'the access key isn’t accepted' : 'an access key is needed')
      : problem.detail ?? 'The service answered with ' + status);
    this.status = status;
    this.problem = problem;
    this.errors = problem.errors ?? [];
  }
}

export function withQuery(path, query) {
  const text = new URLSearchParams(query).toString();
  return text ? path + '?' + text : path;
}

/** @param schema its text, or null if the query names it or there is none */
export function form(schema, file, name) {
  const body = new FormData();
  if (schema !== null) body.append('schema', new Blob([schema], { type: 'application/json' }), 'schema.json');
  body.append('file', new Blob([file], { type: 'text/csv' }), name);
  return body;
}

async function problemOf(text) {
  try { return JSON.parse(text); } catch { return {}; }
}

/** A refusal of a file without a single byte says so. */
function refused(status, problem, file) {
  const isEmpty = file?.size === 0 && problem.errors?.some(one => one.code === 'empty-input');
  return new Refused(status, isEmpty ? { ...problem, detail: 'the file is empty', errors: [] } : problem);
}

async function answerOf(path, options = {}, file = null) {
  const answer = await fetch(path, { ...options, headers: { ...authorization(), ...options.headers } });
  if (!answer.ok) throw refused(answer.status, await problemOf(await answer.text()), file);
  return answer;
}

const SAMPLE = 1 << 20;

/** Infers the schema. Of a large file, only what the service looks at is sent. A footer isn't given: it is found anew. */
export async function infer(file, packed, { skipFooter: _footer, ...given }, signal) {
  const part = packed || file.size <= 2 * SAMPLE ? file : file.slice(0, SAMPLE + 65536);
  const path = withQuery('v1/infer', { explain: true, ...given });
  const answer = await answerOf(path, { method: 'POST', body: form(null, part, 'data.csv'), signal }, file);
  return answer.text();
}

/** Checks a schema against the beginning of a file: a report, or a Refused with the faults. */
export async function check(schema, head, query, signal) {
  const body = form(schema, new Blob([head]), 'data.csv');
  const answer = await answerOf(withQuery('v1/validate', query), { method: 'POST', body, signal });
  return answer.json();
}

export async function schemaNames() {
  return (await (await answerOf('v1/schemas')).json()).schemas.map(schema => schema.name);
}

export async function namedSchema(name) {
  return (await answerOf('v1/schemas/' + encodeURIComponent(name))).text();
}

/**
 * Sends a conversion and holds its answer as a Blob, which a browser keeps on disk if it is large. `fetch` knows nothing of
 * the progress of an upload, so this is an XMLHttpRequest.
 *
 * @param job path, query, schema, file, name and accept
 * @param progress upload(sent, all) and answer(received, all)
 */
export function send(job, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let received = 0;
    request.open('POST', withQuery(job.path, job.query));
    request.responseType = 'blob';
    request.setRequestHeader('Accept', job.accept);
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', event => progress.upload(event.loaded, event.total));
    request.addEventListener('progress', event => {
      received = event.loaded;
      progress.answer(received, event.lengthComputable ? event.total : 0);
    });
    request.addEventListener('error', () => reject(new Error(received
      ? 'The connection broke after ' + received.toLocaleString('en') + ' bytes of the answer'
      : 'The connection broke before there was an answer')));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    request.addEventListener('load', async () => {
      if (request.status === 200) {
        resolve({ blob: request.response, summary: request.getResponseHeader('Rowgate-Summary') });
      } else {
        reject(refused(request.status, await problemOf(await request.response.text()), job.file));
      }
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(form(job.schema, job.file, job.name));
  });
}
