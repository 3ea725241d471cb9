// The console's page: one view at a time, by the address; news come from the server. All data is shown as text.
//
// For tests. Views: #view-overview, #view-lanes, #view-retrying, #view-dead-letters (LIST stands for the last two names). #connection has
// data-state connecting, live, polling or lost; #failure says what is wrong, its data-error which kind. Rows: #destinations
// tr[data-destination], #lanes tr[data-lane], #LIST-table tr[data-id]; within a row, [data-action] select, details, redrive, retry, pause,
// resume. Actions: #LIST-redrive-selected, -redrive-all, -discard-selected, -retry-all and so on, #LIST-every, #pause-all, #resume-all. Filter:
// #LIST-filter with #LIST-destination and so on. Pages: [data-action] first, previous, next. #confirm has data-state preparing, ready, empty,
// running or failed, with #confirm-go, #confirm-cancel, #confirm-stop; #details has dd[data-field], #content-load, #payload, #pretty,
// #truncated, #headers; #unit-form has #unit, and is hidden with one outbox; #result says what became of an action.

import * as api from './api.js';
import { changePause } from './actions.js';
import { byId, show, foreign } from './dom.js';
import { countText, heardTime, visible } from './format.js';
import { createEntries } from './entries.js';
import { createLanes } from './lanes.js';
import { createLive } from './live.js';
import { createOverview } from './overview.js';
import { route } from './router.js';
import { showConnected, showFailure } from './status.js';
import { showUnits } from './units.js';

const AGAIN = 5_000;

let session = null;
let latest = null;
let views = {};
let current = null;

const context = {
  session: () => session,
  overview: () => latest,
  actions: {
    async pause(name, destination, done = () => {}) {
      if (await changePause(name, destination)) {
        done();
        try {
          hear(await api.overview());
        } catch {
          // The next news tell.
        }
      }
    },
  },
};

function hear(overview, way = byId('connection').dataset.state) {
  heardTime(overview.taken);
  latest = overview;
  badge('nav-dead', overview.total.dead);
  badge('nav-retrying', overview.total.retrying);
  showTitle();
  current?.update(overview);
  showConnected(overview, way);
}

function badge(id, count) {
  byId(id).hidden = count.value === 0;
  show(byId(id), countText(count));
}

function showTitle() {
  const dead = latest?.total.dead;
  document.title = `${dead?.value > 0 ? `(${countText(dead)}) ` : ''}${current.title()} – ${api.UNIT ? `${visible(api.UNIT)} – ` : ''}${visible(session.application)} – Outboxed`;
}

function showView(isFirst) {
  const { view, params } = route();
  const before = current;
  current = views[view];
  if (before !== current) {
    before?.hide();
    for (const section of document.querySelectorAll('[data-view]')) {
      section.hidden = section.dataset.view !== view;
    }
    for (const link of document.querySelectorAll('[data-nav]')) {
      link.toggleAttribute('aria-current', false);
      if (link.dataset.nav === view) {
        link.setAttribute('aria-current', 'page');
      }
    }
  }
  document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
  current.show(params);
  showTitle();
  if (!isFirst && !document.activeElement?.closest('form')) {
    byId(`${view}-title`).focus({ preventScroll: before === current });
    if (before !== current) {
      scrollTo(0, 0);
    }
  }
}

async function start() {
  try {
    session = await api.session();
  } catch (error) {
    showFailure(error);
    if (error.kind !== 'signed-out' && error.kind !== 'forbidden') {
      setTimeout(start, AGAIN);
    }
    return;
  }
  const unit = api.UNIT ? [' · outbox ', foreign(api.UNIT, 'name')] : session.units.length > 0 ? [' · main outbox'] : [];
  show(byId('who'), foreign(session.application, 'name'), ...unit, ' · ', foreign(session.user), session.canChange ? ' · operator' : ' · may look, not change', ` · Outboxed ${visible(session.version)}`);
  for (const element of document.querySelectorAll('[data-needs="change"]')) {
    element.hidden = !session.canChange;
  }
  showUnits(session.units);
  byId('loading').hidden = true;
  views = { overview: createOverview(context), lanes: createLanes(), retrying: createEntries('retrying', context), 'dead-letters': createEntries('dead-letters', context) };
  showView(true);
  addEventListener('hashchange', () => showView(false));
  createLive({ onOverview: (overview, way) => hear(overview, way), onFailure: showFailure }).start();
}

start();
