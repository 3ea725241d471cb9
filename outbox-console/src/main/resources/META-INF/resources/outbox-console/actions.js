// What operators do: redrive, discard, retry, pause, resume. Asks first, works in rounds, and tells what became of it.

import * as api from './api.js';
import { ask } from './dialog.js';
import { el, foreign, timeOf } from './dom.js';
import { number } from './format.js';
import { showResult } from './status.js';

const LISTED = 5;

export const ACTIONS = {
  redrive: {
    list: 'dead-letters', path: 'dead-letters/redrive', label: 'Redrive', everything: 'Redrive all that match…', done: 'redriven', one: 'dead letter', many: 'dead letters',
    note: 'To be sent again, in the old place, with a full set of attempts. Remove the cause first.',
  },
  discard: {
    list: 'dead-letters', path: 'dead-letters/discard', label: 'Discard', everything: 'Discard all that match…', done: 'discarded', one: 'dead letter', many: 'dead letters', isDanger: true,
    note: 'This is for good: what is discarded is deleted and never sent, and nobody can bring it back.',
  },
  retry: {
    list: 'retrying', path: 'retrying/retry', label: 'Retry now', everything: 'Retry all that match…', done: 'made ready', one: 'retrying entry', many: 'retrying entries',
    note: 'To be tried again now rather than when due.',
  },
};

const FIELDS = { destination: 'destination is', type: 'type is', key: 'key is', id: 'id is', error: 'error contains' };

/** For entries that were picked. Gives whether something may have changed. */
export function changePicked(name, entries) {
  const action = ACTIONS[name];
  const ids = entries.map(({ id }) => id);
  const shown = entries.slice(0, LISTED).map(({ id, destination, key }) => el('li', {}, foreign(destination, 'name'), key === null ? ', no key' : ', key ', key === null ? null : foreign(key, 'name'),
    el('br'), foreign(id, 'id')));
  const rest = entries.length - shown.length;
  return change(action, { ids }, async () => ({
    count: { value: ids.length, exact: true },
    nodes: [el('ul', {}, ...shown, rest > 0 ? el('li', {}, `and ${number(rest)} more`) : null)],
    isHarmless: !action.isDanger,
  }));
}

/** For all that match a filter. */
export function changeMatching(name, given) {
  const action = ACTIONS[name];
  const selection = { filter: { ...given } };
  return change(action, selection, async () => {
    let { before } = given;
    if (!before && action.list === 'dead-letters') {
      // What is redriven and fails again meanwhile is not taken again. A millisecond more, as the clock of the database is finer than ours.
      before = new Date(Date.parse((await api.overview()).taken) + 1).toISOString();
    }
    selection.filter = before ? { ...given, before } : { ...given };
    const count = await api.count(action.list, selection.filter);
    return { count, nodes: [el('ul', {}, ...conditions(action, selection.filter, given))] };
  });
}

async function change(action, selection, look) {
  const sum = { done: 0, gone: 0, expired: 0, isPartial: false };
  let count = null;
  let tried = false;
  const result = await ask({
    title: titleOf(action, selection),
    verb: action.label,
    isDanger: action.isDanger === true,
    async prepare() {
      const found = await look();
      ({ count } = found);
      const isReady = count.value > 0 || !count.exact;
      return {
        nodes: [el('p', { class: 'amount' }, el('strong', {}, isReady ? amount(action, count) : `No ${action.one} matches now.`)), ...found.nodes, isReady ? el('p', { class: 'note' }, action.note) : null],
        isReady,
        isHarmless: found.isHarmless,
      };
    },
    async run(progress) {
      tried = true;
      await rounds(action, selection, count, sum, progress);
      return sum;
    },
  });
  if (result) {
    showResult([resultText(action, sum)], sum.expired > 0 || sum.isPartial);
  } else if (sum.done > 0) {
    showResult([`${resultText(action, sum)} Then it failed; the rest was left.`], true);
  }
  return tried;
}

function titleOf(action, { ids, filter }) {
  if (ids) {
    return `${action.label}?`;
  }
  return Object.keys(filter).length > 0 ? action.everything.replace('…', '?') : `${action.label}: all ${action.many}?`;
}

async function rounds(action, selection, count, sum, progress) {
  const most = count.exact ? count.value : 0;
  let first = true;
  let rest = selection;
  for (;;) {
    progress.tell(first ? 'Working…' : `${number(sum.done)} ${action.done} so far${most ? ` of ${number(most)}` : ''}.`, sum.done + sum.gone, most);
    const round = await api.work(action.path, rest);
    sum.done += round.done;
    sum.gone += round.gone;
    // A filter meets the expired ones again in each round.
    sum.expired = selection.ids ? sum.expired + round.expired : Math.max(sum.expired, round.expired);
    // Retried entries may fail and come back while the others are worked on; each has had its turn by then.
    const isThrough = action.list === 'retrying' && most > 0 && sum.done + sum.gone >= most;
    const isStuck = selection.ids ? round.more && !(round.remaining.length < rest.ids.length) : round.done + round.gone === 0;
    if (!round.more || isThrough || isStuck || progress.isStopped()) {
      sum.isPartial = round.more && !isThrough;
      return;
    }
    first = false;
    rest = selection.ids ? { ids: round.remaining } : selection;
  }
}

function resultText(action, { done, gone, expired, isPartial }) {
  const parts = [done === 0 ? `Nothing was ${action.done}.` : `${number(done)} ${done === 1 ? `${action.one} was` : `${action.many} were`} ${action.done}.`];
  if (gone > 0) {
    parts.push(`${number(gone)} ${gone === 1 ? 'was' : 'were'} gone: someone else was faster.`);
  }
  if (expired > 0) {
    parts.push(`${number(expired)} ${expired === 1 ? 'has' : 'have'} expired and ${expired === 1 ? 'was' : 'were'} left: discard ${expired === 1 ? 'it' : 'them'}.`);
  }
  if (isPartial) {
    parts.push('This ended before all was done: more may match.');
  }
  return parts.join(' ');
}

function amount(action, { value, exact }) {
  return `${exact ? '' : 'at least '}${number(value)} ${value === 1 ? action.one : action.many}`;
}

function conditions(action, filter, given) {
  const verb = action.list === 'dead-letters' ? 'buried' : 'due';
  const lines = Object.entries(FIELDS).filter(([name]) => filter[name]).map(([name, words]) => el('li', {}, `${words} `, foreign(filter[name], 'name')));
  if (filter.from) {
    lines.push(el('li', {}, `${verb} at `, timeOf(filter.from), ' or later'));
  }
  if (given.before) {
    lines.push(el('li', {}, `${verb} before `, timeOf(given.before)));
  }
  if (lines.length === 0) {
    lines.push(el('li', {}, 'no filter: all of them'));
  }
  if (filter.before && !given.before) {
    lines.push(el('li', {}, `${verb} until now, `, timeOf(filter.before), ': what is buried later is left alone'));
  }
  return lines;
}

const PAUSING = {
  pause: {
    verb: 'Pause', done: 'is paused', already: 'was paused already', all: 'Everything', work: api.pause,
    note: 'On all nodes, nothing more is sent until someone resumes it. Publishing goes on, and entries wait. What a pass is sending at this moment still goes out.',
  },
  resume: {
    verb: 'Resume', done: 'is resumed', already: 'was not paused', all: 'What was paused as a whole', work: api.resume,
    note: 'On all nodes, what has waited is sent, in order.',
  },
};

/** For one destination, or for all if it is null. */
export async function changePause(name, destination) {
  const { verb, done, already, all, note, work } = PAUSING[name];
  const result = await ask({
    title: destination === null ? `${verb} all destinations` : `${verb} a destination`,
    verb,
    isDanger: false,
    prepare: async () => ({
      nodes: [
        el('p', { class: 'amount' }, el('strong', {}, destination === null ? 'All destinations' : foreign(destination))),
        el('p', {}, note),
        destination === null && name === 'resume' ? el('p', {}, 'Destinations that were paused by themselves stay so.') : null,
      ],
      isReady: true,
      isHarmless: true,
    }),
    run: (progress) => {
      progress.tell('Working…');
      return work(destination === null ? { all: true } : { destination });
    },
  });
  if (result) {
    showResult([destination === null ? all : foreign(destination), ` ${result.changed ? done : already}.`]);
  }
  return result;
}
