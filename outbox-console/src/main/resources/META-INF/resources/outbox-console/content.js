// Payload and headers of one entry, loaded when someone asks for them: each look is told in the audit log.

import * as api from './api.js';
import { byId, el, failureOf, foreign } from './dom.js';
import { bytes, visible, visibleLines } from './format.js';
import { pretty } from './json.js';

export function showContent(list, entry, session) {
  const body = byId('content-body');
  if (!session.canSeeContent) {
    body.replaceChildren(el('p', { class: 'hint' }, 'For operators only: it needs the role outbox-operator.'));
    return;
  }
  const button = el('button', { type: 'button', class: 'quiet', id: 'content-load', 'data-action': 'load-content', click: load }, `Show payload and headers, ${bytes(entry.payloadSize)}`);
  const status = el('div', { role: 'alert' });
  body.replaceChildren(el('p', { class: 'hint' }, 'The audit log will tell that you have looked.'), button, status);

  async function load() {
    button.disabled = true;
    button.textContent = 'Loading…';
    status.replaceChildren();
    try {
      const content = await api.content(list, entry.id);
      if (button.isConnected) {
        body.replaceChildren(...payloadOf(content), ...headersOf(content.headers));
        byId('payload').focus({ preventScroll: true });
      }
    } catch (error) {
      button.hidden = true;
      status.replaceChildren(failureOf(error, error.kind === 'gone' ? null : load));
      status.querySelector('button, a')?.focus();
    }
  }
}

function payloadOf({ text, base64, contentType, size, complete }) {
  const isText = text !== null;
  const raw = isText ? text : base64 ?? '';
  const shown = isText ? visibleLines(raw) : raw;
  const nodes = [
    el('p', { class: 'meta' }, foreign(contentType), `, ${bytes(size)}${isText ? '' : ', bytes shown as base64'}`),
    complete ? null : el('p', { class: 'notice warn', id: 'truncated' }, 'This is only the beginning: the payload is longer than is shown here.'),
    isText && shown !== raw ? el('p', { class: 'hint' }, 'Control characters and marks that cannot be seen are shown by their names, such as ⟨NUL⟩ or ⟨U+202E⟩.') : null,
  ];
  const pre = el('pre', { id: 'payload', tabindex: '0', role: 'group', 'aria-label': 'Payload', dir: 'auto', class: isText ? null : 'bytes' }, shown === '' ? '(empty)' : shown);
  const formatted = isText && complete && /^\s*[[{]/.test(raw) ? pretty(raw) : null;
  if (formatted !== null) {
    const box = el('input', { type: 'checkbox', id: 'pretty', change: () => {
      pre.textContent = visibleLines(box.checked ? formatted : raw);
    } });
    nodes.push(el('p', { class: 'check' }, box, el('label', { for: 'pretty' }, 'Pretty-print the JSON')));
  }
  return [...nodes, pre].filter((node) => node !== null);
}

function headersOf(headers) {
  if (headers.length === 0) {
    return [el('p', { class: 'hint' }, 'It has no headers.')];
  }
  return [el('div', { class: 'scroll', role: 'group', 'aria-label': 'Headers', tabindex: '0' },
    el('table', { id: 'headers' },
      el('caption', {}, 'Headers'),
      el('thead', {}, el('tr', {}, ...['Name', 'Type', 'Value'].map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...headers.map(({ name, type, value }) => el('tr', {},
        el('th', { scope: 'row', class: 'wrap' }, foreign(name)), el('td', {}, foreign(type)), el('td', { class: 'wrap' }, el('bdi', {}, visible(value))))))))];
}
