// The destinations with their backlog, and the actions that pause and resume them.

import { byId, cell, countOf, el, foreign, keep, row, show, timeOf } from './dom.js';
import { age, relative } from './format.js';
import { hash } from './router.js';

const NONE = { value: 0, exact: true };

export function createDestinations({ session, actions }) {
  const known = byId('known-destinations');
  const other = byId('pause-other');

  function update(overview) {
    const rows = rowsOf(overview);
    keep(byId('destinations').tBodies[0], rows, (item) => item.destination, create, (tr, item) => fill(tr, item, overview));
    byId('destinations').hidden = rows.length === 0;
    byId('destinations-empty').hidden = rows.length > 0;
    byId('estimates').hidden = rows.every((item) => [item.ready, item.waiting, item.retrying, item.scheduled, item.dead].every((count) => count.exact));
    byId('resume-all').hidden = !overview.allPaused;
    byId('pause-all').hidden = overview.allPaused;
    keep(known, rows, (item) => item.destination, (item) => {
      const option = el('option', { value: item.destination });
      option.dataset.key = item.destination;
      return option;
    }, () => {});
  }

  function create(item) {
    const tr = row(item.destination,
      cell('Destination', 'head', foreign(item.destination, 'name')),
      cell('State', 'state'),
      ...['Ready', 'Waiting', 'Retrying', 'Scheduled', 'Dead', 'Oldest'].map((label) => cell(label, 'number')));
    tr.dataset.destination = item.destination;
    if (session().canChange) {
      const button = el('button', { type: 'button', class: 'quiet small', click: () => actions.pause(button.dataset.action, item.destination) });
      tr.append(cell('', 'act', button));
    }
    return tr;
  }

  function fill(tr, item, overview) {
    const [, state, ready, waiting, retrying, scheduled, dead, oldest, act] = tr.cells;
    show(state, ...stateOf(item, overview));
    show(ready, countOf(item.ready));
    show(waiting, countOf(item.waiting));
    show(retrying, linked('retrying', item.destination, item.retrying));
    show(scheduled, countOf(item.scheduled));
    show(dead, linked('dead-letters', item.destination, item.dead));
    show(oldest, item.oldestAgeSeconds > 0 ? age(item.oldestAgeSeconds) : '–');
    const button = act?.firstChild;
    if (button) {
      button.dataset.action = isPaused(item, overview) ? 'resume' : 'pause';
      show(button, isPaused(item, overview) ? 'Resume' : 'Pause', el('span', { class: 'visually-hidden' }, ' ', foreign(item.destination)));
    }
  }

  byId('pause-all').addEventListener('click', () => actions.pause('pause', null));
  byId('resume-all').addEventListener('click', () => actions.pause('resume', null));
  other.addEventListener('submit', (event) => {
    event.preventDefault();
    const input = other.elements.destination;
    if (input.value === '') {
      input.focus();
    } else {
      actions.pause('pause', input.value, () => other.reset());
    }
  });

  return { update };
}

/** A paused destination without entries is no part of the backlog, but somebody must be able to resume it. */
function rowsOf({ destinations, paused }) {
  const found = new Set(destinations.map((item) => item.destination));
  const empty = paused.filter(({ destination }) => !found.has(destination)).map(({ destination }) => (
    { destination, paused: true, away: false, ready: NONE, waiting: NONE, retrying: NONE, scheduled: NONE, dead: NONE, oldestAgeSeconds: 0 }));
  return [...destinations, ...empty];
}

// Whether it is paused by itself: while all are, that pause is ended by "Resume all" alone.
const pauseOf = (item, overview) => overview.paused.find(({ destination }) => destination === item.destination);
const isPaused = (item, overview) => pauseOf(item, overview) !== undefined || (item.paused && !overview.allPaused);

function stateOf(item, overview) {
  const states = [];
  if (isPaused(item, overview)) {
    states.push(el('span', { class: 'status warn' }, 'paused'), ...sinceOf(pauseOf(item, overview)?.since));
  } else if (overview.allPaused) {
    states.push(el('span', { class: 'status warn' }, 'paused with all'));
  }
  if (item.away) {
    const outage = overview.outages.find(({ name }) => name === item.destination || name === `destination ${item.destination}`);
    states.push(el('span', { class: 'status bad' }, 'away'), ...sinceOf(outage?.since));
  }
  return states.length > 0 ? states : [el('span', { class: 'status good' }, 'open')];
}

const sinceOf = (since) => (since ? [el('small', {}, ' since ', timeOf(since), `, ${relative(since).replace(' ago', '')}`)] : []);

function linked(view, destination, count) {
  return count.value === 0 ? countOf(count) : el('a', { href: hash(view, { destination }) }, countOf(count));
}
