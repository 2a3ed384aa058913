/** Helpers for elements, numbers and sizes. */

export const $ = id => document.getElementById(id);

/** Makes an element. Properties with a hyphen, `role` and `scope` are attributes, functions are listeners. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (name.includes('-') || name === 'role' || name === 'list') node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

export function button(text, action, label) {
  return make('button', { type: 'button', textContent: text, click: action, 'aria-label': label });
}

const TAIL = 7;
const SHORT = 12;

/** A text that loses its middle where there is too little room: names of columns often begin alike. */
export function shortened(text) {
  const characters = [...text];
  const cut = characters.length > SHORT ? characters.length - TAIL : characters.length;
  return make('span', { className: 'short' }, make('span', { textContent: characters.slice(0, cut).join('') }),
    make('span', { textContent: characters.slice(cut).join('') }));
}

const BRIEF = 32;

/** A name for a button. */
export function brief(text) {
  const characters = [...text];
  return characters.length > BRIEF ? characters.slice(0, BRIEF - 13).join('') + '…' + characters.slice(-12).join('') : text;
}

export const number = value => value.toLocaleString('en');

export const many = (count, one, other = one + 's') => number(count) + ' ' + (count === 1 ? one : other);

/** 1,234,567 as `1.2 MB`. */
export function size(bytes) {
  if (bytes < 1000) return bytes + ' B';
  const units = ['KB', 'MB', 'GB', 'TB'];
  let unit = -1;
  do { bytes /= 1000; unit++; } while (bytes >= 999.5 && unit < 3);
  return (bytes < 10 ? bytes.toFixed(1) : Math.round(bytes)) + ' ' + units[unit];
}

/** Calls an action once nothing has asked for it for a while. */
export function later(action, millis) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), millis);
  };
}

/** A color that the style sheet defines. */
export const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
