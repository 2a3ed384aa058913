/** Strips along the file: where records were rejected, and where each column is filled. */

import { color, make, shortened } from './dom.js';

const WIDTH = 360;
const HEIGHT = 18;
let drawn = [];

const percent = (part, all) => {
  const value = all ? part / all * 100 : 0;
  return (value > 0 && value < 1 ? '< 1' : value < 100 && value > 99 ? '> 99' : Math.round(value)) + ' %';
};

const sum = counts => counts.reduce((a, b) => a + b, 0);

/** @param names the columns in the order of the rows */
export function showStrips(place, snapshot, names) {
  const used = snapshot.records.findLastIndex(count => count > 0) + 1;
  const records = snapshot.records.slice(0, used);
  const rows = records.map((count, i) => count - snapshot.rejects[i]);
  const filled = new Map(snapshot.filled);
  const order = [...names.filter(name => filled.has(name)), ...[...filled.keys()].filter(name => !names.includes(name))];
  const strips = [{ name: 'rejected', counts: snapshot.rejects, of: records, tone: '--bad' },
    ...order.map(name => ({ name, counts: filled.get(name), of: rows, tone: '--strip' }))];
  drawn = strips;
  place.replaceChildren(make('table', { className: 'strips' }, make('tbody', {}, ...strips.map(rowOf))));
  draw(place);
}

function rowOf(strip, place) {
  const share = percent(sum(strip.counts), sum(strip.of));
  const canvas = make('canvas', { width: WIDTH * 2, height: HEIGHT * 2, role: 'img',
    'aria-label': place === 0 ? 'Rejected along the file: ' + spread(strip) : strip.name + ' is filled in ' + share + ' of the rows' });
  return make('tr', { className: place === 0 ? 'rejected' : '' },
    make('th', { scope: 'row', title: strip.name }, shortened(strip.name)), make('td', {}, canvas),
    make('td', { className: 'number', textContent: share }));
}

/** Where the rejected records are, in words. */
function spread(strip) {
  const total = sum(strip.counts);
  if (!total) return 'none';
  const peak = strip.counts.indexOf(Math.max(...strip.counts));
  return percent(total, sum(strip.of)) + ', most of them ' + Math.round(peak / strip.of.length * 100) + ' % into the file';
}

function draw(place) {
  const canvases = place.querySelectorAll('canvas');
  drawn.forEach((strip, i) => {
    const context = canvases[i].getContext('2d');
    const { width, height } = canvases[i];
    const step = width / strip.of.length;
    context.clearRect(0, 0, width, height);
    context.fillStyle = color('--track');
    context.fillRect(0, 0, width, height);
    context.fillStyle = color(strip.tone);
    strip.of.forEach((all, bin) => {
      if (!all || !strip.counts[bin]) return;
      const tall = Math.max(4, Math.round(strip.counts[bin] / all * height));
      context.fillRect(Math.floor(bin * step), height - tall, Math.max(3, Math.ceil((bin + 1) * step) - Math.floor(bin * step)), tall);
    });
  });
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  const place = document.getElementById('strips');
  if (drawn.length && place.querySelector('canvas')) draw(place);
});
