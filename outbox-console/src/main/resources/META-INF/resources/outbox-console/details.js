// All that is known about one entry, in a panel at the side.

import { ACTIONS, changePicked } from './actions.js';
import { showContent } from './content.js';
import { agoOf, byId, el, foreign, timeOf } from './dom.js';
import { bytes, number } from './format.js';
import { hash } from './router.js';

const panel = byId('details');

byId('details-close').addEventListener('click', () => panel.close());
// The link leads to the list behind the panel.
byId('details-fields').addEventListener('click', (event) => {
  if (event.target.closest('a')) {
    panel.close();
  }
});
// Not to be kept: payloads are for those who asked.
panel.addEventListener('close', () => byId('content-body').replaceChildren());

/** @param changed called when an action may have changed the entry */
export function openDetails(list, entry, session, changed) {
  const isDead = list === 'dead-letters';
  byId('details-title').textContent = isDead ? 'Dead letter' : 'Retrying entry';
  panel.dataset.id = entry.id;
  const names = session.canChange ? Object.keys(ACTIONS).filter((name) => ACTIONS[name].list === list) : [];
  byId('details-actions').replaceChildren(...names.map((name) => el('button', {
    type: 'button', class: ACTIONS[name].isDanger ? 'quiet danger' : null, 'data-action': name, click: () => act(name, list, entry, changed),
  }, ACTIONS[name].isDanger ? `${ACTIONS[name].label}…` : ACTIONS[name].label)));
  byId('details-fields').replaceChildren(...fieldsOf(list, entry).flatMap(([name, label, ...nodes]) => [el('dt', {}, label), field(name, nodes)]));
  showContent(list, entry, session);
  panel.showModal();
  panel.querySelector('.dialog-body').scrollTop = 0;
  byId('details-title').focus();
}

async function act(name, list, entry, changed) {
  if (await changePicked(name, [entry])) {
    panel.close();
    changed();
  }
}

function field(name, nodes) {
  const dd = el('dd', {}, ...nodes);
  dd.dataset.field = name;
  return dd;
}

function fieldsOf(list, entry) {
  const isDead = list === 'dead-letters';
  return [
    ['id', 'Message id', foreign(entry.id, 'id'), ' ', el('a', { href: hash(list, { id: entry.id }), id: 'details-link' }, 'Only this one')],
    ['error', 'Last error', optional(entry.error, 'unknown')],
    ['at', isDead ? 'Buried' : 'Due', ...moment(entry.at)],
    ['attempts', 'Failed attempts', number(entry.attempts)],
    ['destination', 'Destination', foreign(entry.destination)],
    ['type', 'Type', foreign(entry.type)],
    ['key', 'Key', optional(entry.key, 'none')],
    ['holdsKey', 'Holds its key', entry.holdsKey ? 'yes: later entries of its key wait for it' : 'no: later entries of its key go on'],
    ['occurred', 'Occurred', ...moment(entry.occurred)],
    ['expires', 'Expires', ...(entry.expires ? moment(entry.expires) : ['never'])],
    ['correlationId', 'Correlation id', optional(entry.correlationId, 'none')],
    ['priority', 'Priority', String(entry.priority)],
    ['contentType', 'Content type', foreign(entry.contentType)],
    ['payloadSize', 'Payload', bytes(entry.payloadSize)],
    ['headerNames', 'Headers', ...(entry.headerNames.length === 0 ? ['none'] : entry.headerNames.flatMap((name, i) => [i > 0 ? ', ' : '', foreign(name)]))],
  ];
}

const optional = (text, otherwise) => (text === null || text === undefined ? otherwise : foreign(text));

const moment = (iso) => [timeOf(iso), ', ', agoOf(iso), el('br'), el('small', {}, iso)];
