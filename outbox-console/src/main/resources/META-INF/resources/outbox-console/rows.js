// The rows of a list of entries.

import { ACTIONS } from './actions.js';
import { agoOf, cell, el, foreign, keep, row, show, timeOf } from './dom.js';
import { number, visible } from './format.js';

/** @param on canChange, names of the actions, selection, and what to call: picked(), act(name, entry), open(entry) */
export function createRows(view, verb, on) {
  const shown = new Map();

  function showRows(table, entries) {
    if (!table.tHead) {
      table.append(el('caption', { class: 'visually-hidden' }, view === 'retrying' ? 'Retrying entries, the first due first' : 'Dead letters, the first buried first'),
        headOf(), el('tbody', { role: 'rowgroup' }));
    }
    shown.clear();
    entries.forEach((entry) => shown.set(entry.id, entry));
    // The row that is read or pointed at stays in its place on the screen, also if rows above it go.
    const anchor = table.querySelector('tr[data-id]:focus-within') ?? table.querySelector('tr[data-id]:hover');
    const before = anchor?.getBoundingClientRect().top;
    keep(table.tBodies[0], entries, ({ id }) => id, create, fill);
    if (anchor?.isConnected) {
      scrollBy(0, anchor.getBoundingClientRect().top - before);
    }
    showPicked(table);
  }

  function headOf() {
    const names = [on.canChange && '', verb, 'Destination, type', 'Key, message id', 'Attempts', 'Last error', ''].filter((name) => name !== false);
    const hidden = [on.canChange && 'Select'].filter(Boolean);
    return el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...names.map((name) => el('th', { role: 'columnheader', scope: 'col', class: name === 'Attempts' ? 'number' : null },
      name || el('span', { class: 'visually-hidden' }, hidden.shift() ?? 'Actions')))));
  }

  function create({ id }) {
    const box = el('input', { type: 'checkbox', 'data-action': 'select', 'aria-label': `Select ${visible(id)}`, change: () => {
      on.selection[box.checked ? 'add' : 'delete'](id);
      box.closest('tr').classList.toggle('picked', box.checked);
      on.picked();
    } });
    const button = (action, text, click) => el('button', { type: 'button', class: 'quiet small', 'data-action': action, click },
      text, el('span', { class: 'visually-hidden' }, ' ', foreign(id)));
    const actions = on.canChange ? on.names.filter((name) => !ACTIONS[name].isDanger) : [];
    const tr = row(id,
      ...(on.canChange ? [cell('', 'pick', box)] : []),
      cell(verb, 'when'), cell('Destination, type', 'two'), cell('Key, message id', 'two'), cell('Attempts', 'number'), cell('Last error', 'wrap error-text'),
      cell('', 'act', button('details', 'Details', () => on.open(shown.get(id))), ...actions.map((name) => button(name, ACTIONS[name].label, () => on.act(name, shown.get(id))))));
    tr.dataset.id = id;
    return tr;
  }

  function fill(tr, entry) {
    const [when, destination, key, attempts, error] = [...tr.cells].slice(on.canChange ? 1 : 0);
    show(when, timeOf(entry.at), el('br'), agoOf(entry.at));
    show(destination, titled(entry.destination, 'name'), titled(entry.type, 'second'));
    show(key, el('span', { class: 'keyed' }, entry.key === null ? el('span', { class: 'second' }, 'no key') : titled(entry.key),
      entry.holdsKey ? el('span', { class: 'status bad', title: 'Later entries of its key wait for it' }, 'holds key') : null), titled(entry.id, 'id'));
    show(attempts, number(entry.attempts));
    show(error, entry.error === null ? 'unknown' : titled(entry.error, 'clamp'));
  }

  function showPicked(table) {
    for (const tr of on.canChange && table.tBodies[0] ? table.tBodies[0].rows : []) {
      const isPicked = on.selection.has(tr.dataset.id);
      tr.querySelector('[data-action="select"]').checked = isPicked;
      tr.classList.toggle('picked', isPicked);
    }
  }

  return { show: showRows, showPicked };
}

/** Cut at the end of the cell; the details have it whole. */
function titled(text, className = '') {
  const element = foreign(text, `cut ${className}`);
  element.title = visible(text);
  return element;
}
