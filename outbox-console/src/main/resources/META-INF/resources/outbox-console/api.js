// The console's API: META-INF/outboxed/openapi.yaml describes it.

const ROOT = 'api/outbox-v1/';
const READ_TIMEOUT = 20_000;
// The server ends work on many after 20 seconds, and waits up to ten for a lane.
const CHANGE_TIMEOUT = 60_000;
// Then the reader decides whether to search on.
const SEARCH = 10_000;

/** The unit of the outbox that the page shows; empty for the main one. It stands in the page's address, before the view, and in each request. */
export const UNIT = new URLSearchParams(location.search).get('unit') ?? '';

export const EVENTS = addressOf('events', { unit: UNIT });

const KINDS = { 401: 'signed-out', 403: 'forbidden', 404: 'gone', 409: 'busy', 503: 'away' };

const TEXTS = {
  'signed-out': 'You are no longer signed in.',
  forbidden: 'You may not do this. Looking needs the role outbox-viewer or outbox-operator, changing needs outbox-operator.',
  gone: 'There is no such entry any more.',
  busy: 'A lane was busy. Try again.',
  away: 'The outbox cannot be read at the moment.',
  network: 'The server does not answer.',
  'not-json': 'The server answered with something other than JSON; a proxy or a sign-in page may stand in between.',
};

export class ApiError extends Error {
  constructor(kind, { status = 0, error = null } = {}) {
    super(typeof error?.message === 'string' ? error.message : TEXTS[kind] ?? `The server answered with status ${status}.`);
    this.kind = kind;
    this.code = typeof error?.code === 'string' ? error.code : null;
    this.field = typeof error?.field === 'string' ? error.field : null;
    this.text = this.code ? `${this.code}: ${this.message}` : this.message;
  }
}

/** Each answer names what must be in it: a page that met half an answer would show half a truth. */
export const session = () => get('session', { unit: '' }, ['user', 'application', 'units']);
export const overview = () => get('overview', {}, OVERVIEW);
export const history = () => get('history', {}, ['points']);
export const lanes = () => get('lanes', {}, ['lanes']);
export const count = (list, filter) => get(`${list}/count`, filter, ['value']);
export const content = (list, id) => get(`${list}/content`, { id }, ['headers']);
export const work = (path, selection) => post(path, selection, ['done', 'remaining']);
export const pause = (target) => post('pause', target, ['paused']);
export const resume = (target) => post('resume', target, ['paused']);

const OVERVIEW = ['taken', 'total', 'destinations', 'outages', 'paused', 'node'];

/** An event of the server; throws as an answer would. */
export const overviewOf = (text) => checked(parsed(text), OVERVIEW);

export function failureEvent(text) {
  const json = parsed(text);
  return new ApiError('away', { status: 503, error: json?.error });
}

/** A page. A search for what few of very many have in common ends before it takes long, and goes on with the next request. */
export async function page(list, query) {
  const end = performance.now() + SEARCH;
  const found = { entries: [], next: query.after ?? null };
  do {
    const part = await get(list, { ...query, max: query.max - found.entries.length, after: found.next }, ['entries']);
    found.entries.push(...part.entries);
    found.next = part.next;
  } while (found.next !== null && found.entries.length < query.max && performance.now() < end);
  return found;
}

function get(path, query, required) {
  return answer(addressOf(path, { unit: UNIT, ...query }), { cache: 'no-store', signal: AbortSignal.timeout(READ_TIMEOUT) }, required);
}

function post(path, body, required) {
  return answer(addressOf(path, { unit: UNIT }), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Outbox-Console': '1' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(CHANGE_TIMEOUT),
  }, required);
}

function addressOf(path, query) {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return parameters.size > 0 ? `${ROOT}${path}?${parameters}` : `${ROOT}${path}`;
}

async function answer(url, options, required) {
  let response;
  let text;
  try {
    response = await fetch(url, { ...options, headers: { Accept: 'application/json', ...options.headers } });
    text = await response.text();
  } catch {
    throw new ApiError('network');
  }
  if (!response.ok) {
    throw new ApiError(KINDS[response.status] ?? 'other', { status: response.status, error: parsed(text)?.error });
  }
  // A form to sign in is reached by a redirect and comes with status 200.
  if (response.redirected && parsed(text) === null) {
    throw new ApiError('signed-out');
  }
  return checked(parsed(text), required);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function checked(json, required) {
  if (json === null || typeof json !== 'object' || required.some((name) => json[name] === undefined)) {
    throw new ApiError('not-json');
  }
  return json;
}
