// The lists of retrying entries and of dead letters: pages, a selection, and actions on it.

import * as api from './api.js';
import { ACTIONS, changeMatching, changePicked } from './actions.js';
import { openDetails } from './details.js';
import { byId, countOf, el, failureOf, keep, show, timeOf } from './dom.js';
import { createFilter } from './filter.js';
import { number, now } from './format.js';
import { createRows } from './rows.js';
import { filterOf, hash } from './router.js';
import { announce } from './status.js';

const SIZES = [50, 100, 250];
const SOON = 4_000;
// Other nodes' work does not always show in the numbers.
const LATE = 30_000;

const LISTS = {
  retrying: { title: 'Retrying', one: 'retrying entry', many: 'retrying entries', verb: 'Due', count: 'retrying' },
  'dead-letters': { title: 'Dead letters', one: 'dead letter', many: 'dead letters', verb: 'Buried', count: 'dead' },
};

export function createEntries(view, context) {
  const list = LISTS[view];
  const names = Object.keys(ACTIONS).filter((name) => ACTIONS[name].list === view);
  const { canChange } = context.session();
  const filter = createFilter(view, list.verb);
  const selection = new Set();
  const parts = build();
  const rows = createRows(view, list.verb, { canChange, names, selection, picked: showSelection, act: (name, entry) => done(changePicked(name, [entry])), open });
  let params = new URLSearchParams();
  let entries = [];
  let asked = 0;
  let readAt = -Infinity;
  let took = 0;
  let numbers = '';
  let isShown = false;
  let isFirst = true;

  function build() {
    const button = (name, scope, text) => el('button', {
      type: 'button', class: ACTIONS[name].isDanger ? 'quiet danger' : 'quiet', id: `${view}-${name}-${scope}`, 'data-action': `${name}-${scope}`,
      click: () => done(scope === 'all' ? changeMatching(name, filterOf(params)) : changePicked(name, entries.filter(({ id }) => selection.has(id)))),
    }, text);
    const made = {
      title: el('h2', { id: `${view}-title`, tabindex: '-1' }, list.title),
      count: el('p', { class: 'meta', id: `${view}-count` }),
      error: el('div', { id: `${view}-error`, role: 'alert' }),
      every: el('input', { type: 'checkbox', id: `${view}-every`, change: () => pickAll(made.every.checked) }),
      selected: el('span', { class: 'selected', id: `${view}-selected` }),
      picked: names.map((name) => button(name, 'selected', ACTIONS[name].label)),
      all: names.map((name) => button(name, 'all', ACTIONS[name].everything)),
      table: el('table', { id: `${view}-table`, class: 'cards entries', role: 'table' }),
      empty: el('p', { class: 'empty', id: `${view}-empty` }, 'Loading…'),
      pages: el('nav', { class: 'pages', 'aria-label': `Pages of ${list.many}` }),
      read: el('p', { class: 'meta' }),
    };
    made.bar = el('div', { class: 'bar', role: 'group', 'aria-label': `Actions on ${list.many}`, hidden: true },
      el('span', { class: 'check' }, made.every, el('label', { for: made.every.id }, 'All on this page')), made.selected, ...made.picked,
      el('span', { class: 'gap' }), ...made.all);
    made.scroll = el('div', { class: 'card scroll', role: 'group', 'aria-labelledby': `${view}-title`, tabindex: '0' }, made.table, made.empty);
    byId(`view-${view}`).append(el('div', { class: 'view-head' }, made.title, made.count), filter.element, made.error, made.bar, made.scroll,
      el('div', { class: 'foot' }, made.pages, made.read));
    return made;
  }

  /** Quietly: without a word, and without a change to what the reader does. */
  async function load(isQuiet) {
    const mine = ++asked;
    readAt = performance.now();
    parts.scroll.setAttribute('aria-busy', String(!isQuiet));
    try {
      const trail = params.getAll('after');
      const page = await api.page(view, { ...filterOf(params), max: params.get('max') ?? SIZES[0], after: trail.at(-1) });
      const count = await countMatching(page, trail.length > 0);
      took = performance.now() - readAt;
      if (mine === asked && isShown) {
        filter.fault(null);
        parts.error.replaceChildren();
        display(page, count, trail);
        if (!isQuiet) {
          announce(`${parts.count.textContent}; page ${trail.length + 1}.`);
        }
      }
    } catch (error) {
      if (mine === asked && isShown) {
        fail(error);
      }
    } finally {
      parts.scroll.setAttribute('aria-busy', 'false');
    }
  }

  async function countMatching(page, isLater) {
    if (page.next === null && !isLater) {
      return { value: page.entries.length, exact: true };
    }
    const given = filterOf(params);
    const known = context.overview()?.total[list.count];
    return Object.keys(given).length === 0 && known ? known : api.count(view, given);
  }

  function display(page, count, trail) {
    ({ entries } = page);
    const ids = new Set(entries.map(({ id }) => id));
    [...selection].filter((id) => !ids.has(id)).forEach((id) => selection.delete(id));
    rows.show(parts.table, entries);
    parts.table.hidden = entries.length === 0;
    parts.empty.hidden = entries.length > 0;
    const hasFilter = Object.keys(filterOf(params)).length > 0;
    show(parts.empty, page.next !== null ? 'None so far; “Next” searches on.' : trail.length > 0 ? 'There is nothing on this page any more.' : hasFilter ? `No ${list.one} matches the filter.` : `There are no ${list.many}.`);
    const atLeast = hasFilter && !count.exact ? `at least ${number(Math.max(count.value, entries.length))}` : null;
    show(parts.count, atLeast ?? countOf(count), ` ${count.value === 1 ? list.one : list.many}${hasFilter ? ` match${count.value === 1 ? 'es' : ''}` : ''}`);
    show(parts.read, 'Read at ', timeOf(new Date(now()).toISOString()));
    parts.bar.hidden = !canChange || entries.length === 0;
    showPages(page.next, trail);
    showSelection();
  }

  // Cursors lead forward only, so the address keeps those of the pages before.
  function showPages(next, trail) {
    const to = (after, max = params.get('max')) => {
      const target = new URLSearchParams(filterOf(params));
      after.forEach((cursor) => target.append('after', cursor));
      if (max) {
        target.set('max', max);
      }
      return hash(view, target);
    };
    const links = [
      trail.length > 1 && ['first', 'First', to([])],
      trail.length > 0 && ['previous', 'Previous', to(trail.slice(0, -1))],
      ['here', `Page ${trail.length + 1}`, null],
      next !== null && ['next', 'Next', to([...trail, next])],
      ...(entries.length >= SIZES[0] || params.get('max') ? SIZES.map((size) => [`size-${size}`, `${size} a page`, to([], String(size))]) : []),
    ].filter(Boolean);
    keep(parts.pages, links, ([key]) => key, ([key, , address]) => {
      const element = el(address === null ? 'span' : 'a', { 'data-action': key });
      element.dataset.key = key;
      return element;
    }, (element, [key, text, address]) => {
      show(element, text);
      if (address !== null) {
        element.setAttribute('href', address);
        element.toggleAttribute('aria-current', key === `size-${params.get('max') ?? SIZES[0]}`);
      }
    });
  }

  function fail(error) {
    // A filter that the server refuses is mended in the form; the rest is told here, and told once.
    if (error.kind !== 'other' || !filter.fault(error)) {
      show(parts.error, failureOf(error, () => load(false)));
    }
    if (entries.length === 0) {
      show(parts.empty, 'Could not be read.');
    }
  }

  function showSelection() {
    parts.every.checked = entries.length > 0 && selection.size === entries.length;
    parts.every.indeterminate = selection.size > 0 && selection.size < entries.length;
    show(parts.selected, `${number(selection.size)} selected`);
    parts.picked.forEach((button) => {
      button.disabled = selection.size === 0;
    });
  }

  function pickAll(isPicked) {
    entries.forEach(({ id }) => (isPicked ? selection.add(id) : selection.delete(id)));
    rows.showPicked(parts.table);
    showSelection();
  }

  async function done(change) {
    if (await change) {
      await load(true);
    }
  }

  function open(entry) {
    openDetails(view, entry, context.session(), () => load(true));
  }

  function update({ total, node }) {
    const next = JSON.stringify([total.dead, total.retrying, node.failed, node.buried]);
    // A search that takes long must not become a load.
    const waited = performance.now() - readAt - 10 * took;
    if ((next !== numbers && waited > SOON) || waited > LATE) {
      numbers = next;
      load(true);
    }
  }

  return {
    title: () => list.title,
    show(given) {
      isShown = true;
      if (given.toString() !== params.toString()) {
        selection.clear();
      }
      params = given;
      filter.set(params, isFirst);
      isFirst = false;
      load(false);
    },
    hide() {
      isShown = false;
    },
    update,
  };
}
