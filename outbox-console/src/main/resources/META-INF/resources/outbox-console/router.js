// The address of a view: #/dead-letters?destination=orders&after=…, so that it can be linked and reloaded.

const VIEWS = ['overview', 'lanes', 'retrying', 'dead-letters'];

/** What a list is asked for, in the order of the form. */
export const FILTER = ['destination', 'type', 'key', 'id', 'error', 'from', 'before'];

export function route() {
  const [path, search = ''] = split(location.hash.replace(/^#\/?/, ''));
  return { view: VIEWS.includes(path) ? path : 'overview', params: new URLSearchParams(search) };
}

export function hash(view, params = {}) {
  const search = new URLSearchParams(params instanceof URLSearchParams ? params : Object.entries(params).filter(([, value]) => value));
  return search.size > 0 ? `#/${view}?${search}` : `#/${view}`;
}

/** The part of the address that selects entries; texts longer than the API takes are cut, so that a link always works. */
export function filterOf(params) {
  return Object.fromEntries(FILTER.map((name) => [name, params.get(name)?.slice(0, 255)]).filter(([, value]) => value));
}

function split(text) {
  const mark = text.indexOf('?');
  return mark < 0 ? [text] : [text.slice(0, mark), text.slice(mark + 1)];
}
