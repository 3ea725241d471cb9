// Elements. Data reach the page as text nodes and attributes only; nothing here takes markup.

import { countText, number, relative, time, visible } from './format.js';

export const byId = (id) => document.getElementById(id);

/** An attribute that is a function listens to the event of its name; null and false leave one out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Replaces what an element shows only if it is something else, so that a selection of text and the reading position survive. */
export function show(element, ...nodes) {
  const next = document.createElement(element.tagName);
  next.append(...nodes.filter((node) => node !== null && node !== undefined));
  if (!sameChildren(element, next)) {
    element.replaceChildren(...next.childNodes);
  }
}

function sameChildren(one, other) {
  return one.childNodes.length === other.childNodes.length && [...one.childNodes].every((node, i) => node.isEqualNode(other.childNodes[i]));
}

/** A text that others wrote: isolated, so that its direction does not spread. */
export function foreign(text, className) {
  return el('bdi', { class: className }, visible(text));
}

export function timeOf(iso, text = time(iso)) {
  return el('time', { datetime: iso, title: iso }, text);
}

export function agoOf(iso) {
  return el('time', { class: 'ago', datetime: iso, title: iso }, relative(iso));
}

export function countOf(count) {
  if (count.exact) {
    return el('span', {}, number(count.value));
  }
  return el('span', { class: 'estimate', title: 'An estimate' },
    el('span', { 'aria-hidden': 'true' }, countText(count)),
    el('span', { class: 'visually-hidden' }, `about ${number(count.value)}, an estimate`));
}

/** Some names, in words. */
export function namesOf(names, most = 3) {
  const shown = names.slice(0, names.length > most + 1 ? most : names.length);
  const rest = names.length - shown.length;
  return [...shown.flatMap((name, i) => [i === 0 ? '' : i === names.length - 1 ? ' and ' : ', ', foreign(name, 'name')]), rest > 0 ? ` and ${number(rest)} more` : null];
}

/** A row for a table that becomes a list of cards on a phone: the roles keep it a table for screen readers there. */
export function row(key, ...cells) {
  const tr = el('tr', { role: 'row' }, ...cells);
  tr.dataset.key = key;
  return tr;
}

export function cell(label, className, ...children) {
  return el('td', { role: 'cell', class: className || null, 'data-label': label }, ...children);
}

/**
 * Makes the children of a parent those of the items: keeps the elements that are there, and never moves the one that has the focus, which
 * would lose it.
 */
export function keep(parent, items, keyOf, create, update) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const child = known.get(keyOf(item)) ?? create(item);
    update(child, item);
    return child;
  });
  const old = [...parent.children];
  const focused = old.find((child) => child.contains(document.activeElement));
  const place = old.indexOf(focused);
  const control = focused && focusPath(focused);
  const staying = new Set(wanted);
  old.filter((child) => !staying.has(child)).forEach((child) => child.remove());
  const pivot = staying.has(focused) ? wanted.indexOf(focused) : wanted.length;
  arrange(parent, wanted.slice(0, pivot), wanted[pivot] ?? null);
  arrange(parent, wanted.slice(pivot + 1), null);
  if (focused && !staying.has(focused)) {
    const heir = wanted[Math.min(place, wanted.length - 1)];
    (heir?.querySelector(control) ?? parent.closest('[data-view]').querySelector('h2')).focus();
  }
}

function arrange(parent, children, end) {
  let next = end;
  for (const child of children.toReversed()) {
    if (child.nextSibling !== next || child.parentNode !== parent) {
      parent.insertBefore(child, next);
    }
    next = child;
  }
}

function focusPath(element) {
  const action = element.contains(document.activeElement) ? document.activeElement.dataset.action : null;
  return action ? `[data-action="${action}"]` : 'button, a, input';
}

/** After a dialog or a reload, when what had the focus is gone: the page should not begin anew for those who use the keyboard. */
export function restoreFocus(fallback) {
  const active = document.activeElement;
  if (!active || active === document.body || active.disabled) {
    fallback.focus();
  }
}

/** A refusal or failure, with a way out where there is one. */
export function failureOf(error, again) {
  return el('div', { class: 'notice bad', 'data-error': error.kind },
    el('p', {}, visible(error.text ?? error.message)),
    error.kind === 'signed-out' || error.kind === 'not-json'
      ? el('p', {}, el('a', { href: '', 'data-action': 'reload', click: reload }, error.kind === 'signed-out' ? 'Reload the page to sign in' : 'Reload the page'))
      : null,
    again && error.kind !== 'signed-out' ? el('button', { type: 'button', class: 'quiet', 'data-action': 'again', click: again }, 'Try again') : null);
}

// A link to the page's own address would only go to its hash.
function reload(event) {
  event.preventDefault();
  location.reload();
}
