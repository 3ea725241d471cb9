// The overview: what needs attention first, then the numbers.

import { agoOf, byId, countOf, el, foreign, keep, namesOf, show, timeOf } from './dom.js';
import { age, number, plural, rate, relative } from './format.js';
import { hash } from './router.js';
import { createDestinations } from './destinations.js';
import { createReasons } from './reasons.js';
import { createHistory } from './history.js';

export function createOverview(context) {
  const destinations = createDestinations(context);
  const reasons = createReasons();
  const history = createHistory();

  function update(overview) {
    show(byId('taken'), 'As of ', timeOf(overview.taken));
    showTroubles(overview, reasons.firstDead());
    showTiles(overview, reasons.firstDead());
    showNode(overview.node);
    destinations.update(overview);
    reasons.update(overview).then((isNew) => {
      if (isNew) {
        showTroubles(overview, reasons.firstDead());
        showTiles(overview, reasons.firstDead());
      }
    });
  }

  return {
    title: () => 'Overview',
    show() {
      history.start();
      const overview = context.overview();
      if (overview) {
        update(overview);
      }
    },
    hide: history.stop,
    update,
  };
}

/** Sentences, the worst first: each is a state that somebody must end, or wait for. */
function troublesOf(overview, firstDead) {
  const { total } = overview;
  const troubles = [];
  const add = (key, kind, ...nodes) => troubles.push({ key, kind, nodes });
  if (overview.cdcSlot) {
    add('relay', 'good', 'The relay is off: change data capture sends, by replication slot ', foreign(overview.cdcSlot, 'name'), '. What it has not read yet is in the database’s log, and not counted here.');
  } else if (!overview.relayEnabled) {
    add('relay', 'warn', 'The relay is switched off on this node. Unless another node has one, nothing is sent.');
  } else if (!overview.relayRunning) {
    add('relay', 'bad', 'The relay does not run on this node. Unless another node has one, nothing is sent.');
  }
  for (const outage of overview.outages) {
    add(`away ${outage.name}`, 'bad', foreign(outage.name, 'name'), ' is away since ', timeOf(outage.since), ', ', lasting(outage.since), '. It is tried again by itself.');
  }
  if (overview.allPaused) {
    add('paused', 'warn', 'Everything is paused', ...sinceOf(overview.allPausedSince), ', on all nodes, until someone resumes it.');
  }
  if (overview.paused.length > 0) {
    const names = overview.paused.map(({ destination }) => destination);
    const first = overview.paused.map(({ since }) => since).filter(Boolean).sort()[0];
    add('paused some', 'warn', ...namesOf(names), ...(names.length === 1
      ? [' is paused', ...sinceOf(first), ', on all nodes, until someone resumes it.']
      : [' are paused', ...(first ? [', the first', ...sinceOf(first)] : []), ', on all nodes, until someone resumes them.']));
  }
  if (total.dead.value > 0) {
    add('dead', 'bad', el('a', { href: hash('dead-letters') }, countOf(total.dead), total.dead.value === 1 ? ' dead letter' : ' dead letters'),
      total.dead.value === 1 ? ' waits for a decision' : ' wait for a decision', firstDead ? el('span', {}, ', the first since ', timeOf(firstDead), ', ', lasting(firstDead)) : null, '.');
  }
  if (total.retrying.value > 0) {
    add('retrying', 'warn', el('a', { href: hash('retrying') }, countOf(total.retrying), total.retrying.value === 1 ? ' entry' : ' entries'),
      total.retrying.value === 1 ? ' has failed and waits' : ' have failed and wait', ' for another attempt.');
  }
  if (troubles.length === 0) {
    add('well', 'good', 'Nothing is stuck: the relay runs, nothing is paused or away, and nothing has failed.');
  }
  return troubles;
}

const sinceOf = (since) => (since ? [' since ', timeOf(since), ', ', lasting(since)] : []);

const lasting = (since) => el('span', { class: 'ago' }, relative(since).replace(' ago', ''));

function showTroubles(overview, firstDead) {
  keep(byId('troubles'), troublesOf(overview, firstDead), (trouble) => trouble.key, (trouble) => {
    const li = el('li');
    li.dataset.key = trouble.key;
    return li;
  }, (li, trouble) => {
    li.className = trouble.kind;
    show(li, ...trouble.nodes);
  });
}

function showTiles({ total, node, workers, relayRunning, relayEnabled, cdcSlot }, firstDead) {
  tile('pending', countOf(total.pending), [countOf(total.ready), ' ready, ', countOf(total.waiting), ' waiting, ', countOf(total.retrying), ' retrying']);
  tile('oldest', total.oldestAgeSeconds > 0 ? age(total.oldestAgeSeconds) : '–', [total.oldestAgeSeconds > 0 ? 'since it occurred' : 'nothing is pending']);
  tile('retrying', countOf(total.retrying), [countOf(total.scheduled), ' scheduled for later'], total.retrying.value > 0 && 'warn');
  tile('dead', countOf(total.dead), total.dead.value === 0 ? ['none was given up'] : firstDead ? ['first buried ', agoOf(firstDead)] : ['given up'], total.dead.value > 0 && 'bad');
  tile('published', perSecond(node.publishedPerSecond), ['over the last ten seconds']);
  tile('sent', perSecond(node.sentPerSecond), [relayRunning ? `by ${plural(workers, 'worker')}` : cdcSlot ? 'change data capture sends' : 'no relay on this node'], relayEnabled && !relayRunning && 'bad');
}

const perSecond = (value) => el('span', {}, rate(value), el('small', {}, ' /s'));

function tile(name, figure, detail, kind) {
  const element = byId(`tile-${name}`);
  element.className = kind || '';
  show(element.querySelector('.figure'), figure);
  show(element.querySelector('.detail'), ...detail);
}

const NODE = [
  ['published', 'Published', 'messages stored'],
  ['sent', 'Sent', 'accepted by the broker'],
  ['duplicates', 'Duplicates', 'dropped by the broker'],
  ['failed', 'Failed', 'attempts'],
  ['buried', 'Buried', 'became dead letters'],
  ['expired', 'Expired', 'dropped unsent'],
];

function showNode(node) {
  const list = byId('node');
  keep(list, NODE, ([name]) => name, ([name, label, meaning]) => {
    const item = el('div', {}, el('dt', {}, label), el('dd', { class: 'figure' }), el('dd', { class: 'detail' }, meaning));
    item.dataset.key = name;
    return item;
  }, (item, [name]) => show(item.querySelector('.figure'), number(node[name])));
}
