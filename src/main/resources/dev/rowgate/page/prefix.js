/** The beginning of a file, uncompressed: what was read before a fault. */

const LARGEST = 256 * 1024 * 1024;
const PATIENCE_MILLIS = 3000;

const late = () => new Promise(resolve => { setTimeout(() => resolve({ done: true }), PATIENCE_MILLIS); });

/**
 * Decompresses until there are enough bytes. The stream is never closed: the end of a file that is cut off is an error, which
 * would take what is still unread with it.
 */
async function inflated(file, length) {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  file.stream().pipeTo(new WritableStream({ write: chunk => writer.write(chunk) })).catch(() => {});
  const parts = [];
  let size = 0;
  try {
    while (size < length) {
      const { value, done } = await Promise.race([reader.read(), late()]);
      if (done) break;
      parts.push(new Blob([value]));
      size += value.length;
    }
  } catch {
    // Damaged: what came before it is there.
  }
  reader.cancel().catch(() => {});
  return new Blob(parts).slice(0, length);
}

/** @param packed how the file is compressed; @return null if this can't be told */
export async function prefix(file, packed, length) {
  if (!length || length > LARGEST) return null;
  if (packed === '') return file.slice(0, length);
  return packed === 'gzip' ? inflated(file, length) : null;
}
