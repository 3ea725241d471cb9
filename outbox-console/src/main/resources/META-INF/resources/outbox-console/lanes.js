// The lanes: who owns each, and how far it lags behind.

import * as api from './api.js';
import { agoOf, byId, cell, el, failureOf, keep, row, show, timeOf } from './dom.js';
import { age, plural } from './format.js';
import { hash } from './router.js';

const PAUSE = 5_000;
const OWNERS = { NONE: ['nobody', ''], HERE: ['this node', 'good'], ELSEWHERE: ['another', 'plain'] };

export function createLanes() {
  const busy = byId('lanes-busy');
  let lanes = null;
  let timer = 0;
  let isShown = false;

  async function load() {
    clearTimeout(timer);
    if (!isShown || document.hidden) {
      return;
    }
    try {
      ({ lanes } = await api.lanes());
      byId('lanes-error').replaceChildren();
      display();
    } catch (error) {
      // As long as it is the same failure it is told once.
      show(byId('lanes-error'), failureOf(error, load));
    }
    clearTimeout(timer);
    timer = setTimeout(load, PAUSE);
  }

  function display() {
    const shown = busy.checked ? lanes.filter((lane) => lane.ready || lane.owner !== 'NONE') : lanes;
    const longest = Math.max(1, ...lanes.map((lane) => lane.oldestAgeSeconds));
    keep(byId('lanes').tBodies[0], shown, (lane) => String(lane.lane), create, (tr, lane) => fill(tr, lane, longest));
    byId('lanes').hidden = shown.length === 0;
    byId('lanes-empty').hidden = shown.length > 0;
    show(byId('lanes-empty'), lanes.length === 0 ? 'There are no lanes: the relay has not begun yet.' : 'No lane is owned or has entries that can go now.');
    show(byId('lanes-summary'), summaryOf(lanes));
  }

  busy.addEventListener('change', () => {
    history.replaceState(null, '', hash('lanes', { only: busy.checked ? 'busy' : '' }));
    if (lanes) {
      display();
    }
  });
  document.addEventListener('visibilitychange', load);

  return {
    title: () => 'Lanes',
    show(params) {
      isShown = true;
      busy.checked = params.get('only') === 'busy';
      load();
    },
    hide() {
      isShown = false;
      clearTimeout(timer);
    },
    update() {},
  };
}

function create(lane) {
  const bar = el('span', { class: 'lag', 'aria-hidden': 'true' });
  const tr = row(String(lane.lane), cell('Lane', 'number head', String(lane.lane)), cell('Owner', ''), cell('Entries that can go', ''),
    cell('Lag', 'long', el('span', { class: 'lag-text' }), bar), cell('Next entry due', 'long'));
  tr.dataset.lane = lane.lane;
  return tr;
}

function fill(tr, lane, longest) {
  const [, owner, ready, lag, next] = tr.cells;
  const [name, kind] = OWNERS[lane.owner] ?? [lane.owner, ''];
  show(owner, kind ? el('span', { class: `status ${kind}` }, name) : name);
  show(ready, lane.ready ? 'yes' : 'none');
  show(lag.firstChild, lane.oldestAgeSeconds > 0 ? age(lane.oldestAgeSeconds) : '–');
  lag.lastChild.style.inlineSize = `${(6 * lane.oldestAgeSeconds) / longest}rem`;
  show(next, ...(lane.nextLook ? [timeOf(lane.nextLook), ', ', agoOf(lane.nextLook)] : ['–']));
}

function summaryOf(lanes) {
  const here = lanes.filter((lane) => lane.owner === 'HERE').length;
  const elsewhere = lanes.filter((lane) => lane.owner === 'ELSEWHERE').length;
  const ready = lanes.filter((lane) => lane.ready);
  const lag = Math.max(0, ...ready.map((lane) => lane.oldestAgeSeconds));
  return `${plural(lanes.length, 'lane')}: ${here} worked on here, ${elsewhere} elsewhere; ${ready.length} with entries that can go now`
    + (ready.length > 0 ? `, the oldest for ${age(lag)}.` : '.');
}
