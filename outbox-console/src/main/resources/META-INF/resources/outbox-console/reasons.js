// Why entries fail: the last errors of the first of them, so that a cause is seen without reading a list.

import * as api from './api.js';
import { agoOf, byId, cell, el, foreign, keep, namesOf, row, show, timeOf } from './dom.js';
import { number } from './format.js';
import { hash } from './router.js';

const SAMPLE = 100;
const SHOWN = 8;
const PAUSE = 10_000;

export function createReasons() {
  const lists = { 'dead-letters': { entries: [], next: null }, retrying: { entries: [], next: null } };
  let seen = '';
  let readAt = -Infinity;

  /** Gives whether it has read anew. */
  async function update({ total, node }) {
    const numbers = JSON.stringify([total.dead, total.retrying, node.failed, node.buried]);
    if (numbers === seen || performance.now() < readAt + PAUSE) {
      return false;
    }
    readAt = performance.now();
    try {
      await Promise.all([read('dead-letters', total.dead), read('retrying', total.retrying)]);
      seen = numbers;
    } catch {
      // The overview tells that the store is away; the next one brings another try.
    }
    display();
    return true;
  }

  async function read(name, count) {
    lists[name] = count.value > 0 ? await api.page(name, { max: SAMPLE }) : { entries: [], next: null };
  }

  function display() {
    const groups = Object.entries(lists).flatMap(([name, { entries }]) => grouped(name, entries)).sort((a, b) => b.size - a.size);
    byId('reasons-card').hidden = groups.length === 0;
    const isAll = Object.values(lists).every(({ next }) => next === null) && groups.length <= SHOWN;
    show(byId('reasons-hint'), isAll
      ? 'All retrying entries and dead letters, by their last error.'
      : `A sample: the first ${SAMPLE} retrying entries and the first ${SAMPLE} dead letters, by their last error.`);
    keep(byId('reasons').tBodies[0], groups.slice(0, SHOWN), (group) => group.key, create, fill);
  }

  return { update, firstDead: () => lists['dead-letters'].entries[0]?.at ?? null };
}

function grouped(name, entries) {
  const groups = new Map();
  for (const { destination, error, at } of entries) {
    const key = JSON.stringify([name, error]);
    const group = groups.get(key) ?? { key, name, destinations: new Set(), error, at, size: 0 };
    group.size++;
    group.destinations.add(destination);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function create(group) {
  const dead = group.name === 'dead-letters';
  return row(group.key,
    cell('Entries', 'number'),
    cell('State', '', el('span', { class: dead ? 'status bad' : 'status warn' }, dead ? 'dead' : 'retrying')),
    cell('Last error', 'wrap'),
    cell('Destinations', 'wrap'),
    cell('First', 'long'));
}

function fill(tr, group) {
  const [size, , error, destinations, first] = tr.cells;
  const names = [...group.destinations];
  const address = hash(group.name, { destination: names.length === 1 ? names[0] : null, error: group.error?.slice(0, 255) });
  show(size, number(group.size));
  show(error, group.error === null ? 'unknown' : el('a', { href: address }, foreign(group.error)));
  show(destinations, ...namesOf(names));
  show(first, group.name === 'dead-letters' ? 'buried ' : 'due ', timeOf(group.at), ', ', agoOf(group.at));
}
