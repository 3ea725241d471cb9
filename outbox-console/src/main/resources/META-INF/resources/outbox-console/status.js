// Whether what is shown is new, and what became of an action.

import { el, byId, failureOf, setText, timeOf } from './dom.js';
import { time } from './format.js';

let heard = null;
let told = null;

const ways = { live: 'Live', polling: 'Asks every 5 s' };

export function showConnected(overview, way) {
  heard = overview.taken;
  told = null;
  connection(way, ways[way]);
  byId('failure').replaceChildren();
  byId('main').classList.remove('old');
}

/** Keeps what is shown, and says how old it is. Told once for each failure, so that screen readers do not repeat it. */
export function showFailure(error) {
  connection('lost', error.kind === 'signed-out' ? 'Signed out' : heard ? `No news since ${time(heard)}` : 'No news');
  byId('main').classList.toggle('old', heard !== null);
  const text = error.text ?? error.message;
  if (told !== text) {
    told = text;
    const notice = failureOf(error, error.kind === 'forbidden' ? () => location.reload() : null);
    const final = error.kind === 'signed-out' || error.kind === 'forbidden';
    notice.append(el('p', {},
      heard ? el('span', {}, 'What you see is from ', timeOf(heard), '. ') : null,
      final ? null : 'Trying again…'));
    byId('failure').replaceChildren(notice);
  }
}

function connection(state, text) {
  const element = byId('connection');
  element.dataset.state = state;
  setText(element, text);
}

/** What became of an action; stays until it is dismissed, as the reader may have looked away. */
export function showResult(nodes, trouble = false) {
  byId('result').replaceChildren(...nodes);
  byId('toast').classList.toggle('trouble', trouble);
  byId('result-dismiss').hidden = false;
}

byId('result-dismiss').addEventListener('click', () => {
  byId('result').textContent = '';
  byId('result-dismiss').hidden = true;
  byId('main').focus({ preventScroll: true });
});

/** For screen readers: what a sighted reader sees change. */
export function announce(text) {
  byId('announcer').textContent = text;
}
