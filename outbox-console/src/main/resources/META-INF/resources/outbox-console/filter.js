// The form that narrows a list. What it says stands in the page's address.

import { byId, el, foreign, show } from './dom.js';
import { time } from './format.js';
import { FILTER, filterOf, hash } from './router.js';

export function createFilter(view, verb) {
  const labels = {
    destination: 'Destination', type: 'Type', key: 'Key', id: 'Message id', error: 'Error contains', from: `${verb} from`, before: `${verb} before`,
  };
  const inputs = Object.fromEntries(FILTER.map((name) => [name, el('input', {
    id: `${view}-${name}`, name, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${view}-${name}-error`,
    ...(isTime(name) ? { type: 'datetime-local', step: '1' } : { maxlength: '255' }),
    list: name === 'destination' ? 'known-destinations' : null,
  })]));
  const fields = FILTER.map((name) => el('div', { class: 'field' },
    el('label', { for: inputs[name].id }, labels[name]), inputs[name], el('p', { class: 'error', id: `${view}-${name}-error` })));
  const form = el('form', { id: `${view}-filter`, class: 'filter', novalidate: true, submit: apply }, ...fields,
    el('div', { class: 'buttons' },
      el('button', { type: 'submit', 'data-action': 'filter' }, 'Apply'),
      el('button', { type: 'button', class: 'quiet', 'data-action': 'clear-filter', click: clear }, 'Clear')));
  const said = el('span', { class: 'said' });
  const element = el('details', { class: 'card more', id: `${view}-filter-box` }, el('summary', {}, 'Filter', said), form);
  let given = {};
  let size = '';

  function apply(event) {
    event.preventDefault();
    const next = {};
    for (const name of FILTER) {
      next[name] = isTime(name) ? instantOf(inputs[name].value, given[name]) : inputs[name].value;
    }
    go({ ...next, max: size });
  }

  function clear() {
    go({ max: size });
    inputs.destination.focus();
  }

  function go(params) {
    const address = hash(view, params);
    if (address === location.hash) {
      // To apply the same again is to ask again.
      dispatchEvent(new HashChangeEvent('hashchange'));
    } else {
      location.hash = address;
    }
  }

  function set(params, isFirst) {
    given = filterOf(params);
    size = params.get('max') ?? '';
    const names = Object.keys(given);
    for (const name of FILTER) {
      const value = isTime(name) ? localOf(given[name]) : given[name] ?? '';
      // A browser shows milliseconds only if a step allows them.
      inputs[name].step = value.includes('.') ? '0.001' : '1';
      inputs[name].value = value;
    }
    fault(null);
    show(said, ...names.flatMap((name) => [el('span', { class: 'chip' }, `${labels[name]} `, foreign(isTime(name) ? time(given[name]) : given[name]))]));
    if (isFirst) {
      element.open = names.length > 0 || matchMedia('(min-width: 60rem)').matches;
    }
  }

  /** Marks the field that the server refuses; gives whether there is such a field. */
  function fault(error) {
    for (const name of FILTER) {
      const isAtFault = error?.field === name;
      inputs[name].toggleAttribute('aria-invalid', isAtFault);
      byId(`${view}-${name}-error`).textContent = isAtFault ? error.text : '';
      if (isAtFault) {
        inputs[name].setAttribute('aria-invalid', 'true');
        element.open = true;
        inputs[name].focus();
      }
    }
    return FILTER.includes(error?.field);
  }

  return { element, set, fault };
}

const isTime = (name) => name === 'from' || name === 'before';

function localOf(iso) {
  const date = new Date(iso ?? NaN);
  if (Number.isNaN(date.getTime())) {
    return '';
  }
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, date.getMilliseconds() === 0 ? 19 : 23);
}

/** An instant that was not touched stays as it was given: the form knows no microseconds. */
function instantOf(local, given) {
  if (given && local === localOf(given)) {
    return given;
  }
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
