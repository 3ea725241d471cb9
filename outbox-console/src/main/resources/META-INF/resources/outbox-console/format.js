// Numbers, ages, times and texts as operators read them.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fraction = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

let skew = 0;

/** Ages are told by the database's clock, as the viewer's may be wrong. */
export function heardTime(iso) {
  const time = Date.parse(iso);
  if (!Number.isNaN(time)) {
    skew = time - Date.now();
  }
}

export const now = () => Date.now() + skew;

export const number = (value) => whole.format(value);

export const short = (value) => (Math.abs(value) < 10_000 ? fraction : compact).format(value);

export const rate = (value) => (value >= 100 ? whole : fraction).format(value);

export const plural = (value, one, many = `${one}s`) => `${whole.format(value)} ${value === 1 ? one : many}`;

export const countText = ({ value, exact }) => (exact ? number(value) : `~${number(value)}`);

/** 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function age(seconds) {
  const total = Math.max(0, Math.floor(seconds));
  if (total < 60) {
    return `${total} s`;
  }
  const units = total < 3600 ? [60, 'min', 1, 's'] : total < 86_400 ? [3600, 'h', 60, 'min'] : [86_400, 'd', 3600, 'h'];
  const [large, largeName, small, smallName] = units;
  const rest = Math.floor((total % large) / small);
  const first = `${number(Math.floor(total / large))} ${largeName}`;
  return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}

export function relative(iso) {
  const seconds = (now() - Date.parse(iso)) / 1000;
  if (Number.isNaN(seconds)) {
    return '';
  }
  return Math.abs(seconds) < 1 ? 'now' : seconds > 0 ? `${age(seconds)} ago` : `in ${age(-seconds)}`;
}

/** The time of day in the viewer's zone, with the date if it is not today's. */
export function time(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return String(iso);
  }
  const today = new Date();
  if (date.toDateString() === today.toDateString()) {
    return clock.format(date);
  }
  const format = date.getFullYear() === today.getFullYear() ? day : dayAndYear;
  return `${format.format(date)}, ${clock.format(date)}`;
}

export const minute = (date) => clock.format(date).slice(0, 5);

export function bytes(size) {
  return size < 1024 ? plural(size, 'byte') : size < 1_048_576 ? `${fraction.format(size / 1024)} KiB` : `${fraction.format(size / 1_048_576)} MiB`;
}

// What would change the look of the text around it, or not be seen: controls, bidirectional marks, zero widths, lone surrogates.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

const NAMES = { 0: 'NUL', 9: 'TAB', 10: 'LF', 13: 'CR', 27: 'ESC', 127: 'DEL' };

function symbol(character) {
  const code = character.codePointAt(0);
  return `⟨${NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}⟩`;
}

/** One line in which nothing is hidden, spaces at the ends included: keys that differ in them are different keys. */
export function visible(text) {
  const line = String(text).replace(UNSEEN, symbol);
  return line === '' ? '(empty)' : line.replace(/^ +| +$/g, (spaces) => '␣'.repeat(spaces.length));
}

/** The same for a payload, which keeps its lines and tabs. */
export const visibleLines = (text) => text.replace(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : symbol(character)));
