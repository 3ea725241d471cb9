// Which outbox is shown, if the application has several. To choose another one is to open another page, so nothing of the one before is left.

import { UNIT } from './api.js';
import { byId, el } from './dom.js';
import { visible } from './format.js';
import { hash, route } from './router.js';

export function showUnits(units) {
  // One that the address names and the application has not is there too: the reader has to see why nothing comes.
  const known = UNIT === '' || units.includes(UNIT) ? units : [...units, UNIT];
  byId('unit').replaceChildren(
    el('option', { value: '' }, 'Main outbox'),
    ...known.map((unit) => el('option', { value: unit }, units.includes(unit) ? visible(unit) : `${visible(unit)} (unknown)`)));
  byId('unit').value = UNIT;
  byId('unit-form').hidden = known.length === 0;
}

// The view stays, but no filter: destinations and ids are those of one outbox.
byId('unit-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const unit = byId('unit').value;
  if (unit !== UNIT) {
    const search = unit ? `?${new URLSearchParams({ unit })}` : '';
    location.assign(`${location.pathname}${search}${hash(route().view)}`);
  }
});

// What was chosen but not shown is forgotten when the page comes back out of the browser's memory.
addEventListener('pageshow', () => {
  byId('unit').value = UNIT;
});
