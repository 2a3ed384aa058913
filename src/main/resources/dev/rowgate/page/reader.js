/** The worker that reads an answer: counts all of its lines, keeps some, and hands out pages of them. */

import { Tally } from './tally.js';

const EVERY_MILLIS = 250;
const tally = new Tally();

async function read(source) {
  const reader = source.pipeThrough(new TextDecoderStream()).getReader();
  let told = 0;
  let pieces = [];
  for (;;) {
    const { value, done } = await reader.read();
    // Behind the last line end there is nothing, unless the answer is cut off.
    if (done) return;
    const end = value.lastIndexOf('\n');
    if (end < 0) {
      pieces.push(value);
      continue;
    }
    const lines = (pieces.join('') + value.slice(0, end)).split('\n');
    pieces = [value.slice(end + 1)];
    for (const line of lines) tally.add(line);
    if (performance.now() - told > EVERY_MILLIS) {
      told = performance.now();
      postMessage({ kind: 'progress', ...tally.snapshot() });
    }
  }
}

onmessage = async ({ data }) => {
  if (data.kind === 'page') {
    const items = (data.onlyRejects ? tally.rejects : tally.all).items.slice(data.from, data.from + data.count);
    postMessage({ kind: 'page', token: data.token, items });
  } else if (data.kind === 'reject') {
    postMessage({ kind: 'reject', token: data.token, error: tally.rejects.items[data.place]?.error });
  } else {
    await read(data.blob.stream());
    postMessage({ kind: 'end', ...tally.snapshot() });
  }
};
