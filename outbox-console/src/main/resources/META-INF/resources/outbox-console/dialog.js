// The dialog that stands before each action: asks, shows how far the work is, and stays if it failed.

import { byId, failureOf, restoreFocus, show } from './dom.js';

const dialog = byId('confirm');
const go = byId('confirm-go');
const cancel = byId('confirm-cancel');
const stop = byId('confirm-stop');

let current = null;

/**
 * Asks, and works if the answer is yes.
 *
 * @param question title, verb, isDanger; prepare() gives { nodes, isReady }; run(progress) does the work and gives its result, and may ask
 *     progress.isStopped()
 * @returns what run gave; null if it never came to an end
 */
export function ask(question) {
  dialog.classList.toggle('danger', question.isDanger);
  show(byId('confirm-title'), question.title);
  go.textContent = question.verb;
  return new Promise((resolve) => {
    current = { question, resolve, isRunning: false, isStopped: false };
    dialog.showModal();
    prepare(current);
    // What cannot be undone, or is not known yet, is not to be done by one press of a key too many.
    cancel.focus();
  });
}

async function prepare(asking) {
  state('preparing');
  show(byId('confirm-text'), 'Counting…');
  try {
    const { nodes, isReady, isHarmless } = await asking.question.prepare();
    if (asking === current) {
      show(byId('confirm-text'), ...nodes);
      state(isReady ? 'ready' : 'empty');
      if (isReady && isHarmless) {
        go.focus();
      }
    }
  } catch (error) {
    if (asking === current) {
      show(byId('confirm-text'), 'Nothing was done.');
      byId('confirm-error').replaceChildren(failureOf(error, () => prepare(asking)));
    }
  }
}

async function run(asking) {
  state('running');
  asking.isRunning = true;
  asking.isStopped = false;
  stop.focus();
  try {
    const result = await asking.question.run({
      isStopped: () => asking.isStopped,
      tell(text, value, most) {
        show(byId('confirm-status'), text);
        const bar = byId('confirm-bar');
        if (most) {
          bar.max = most;
          bar.value = value;
        } else {
          bar.removeAttribute('value');
        }
      },
    });
    finish(asking, result);
  } catch (error) {
    asking.isRunning = false;
    if (dialog.open) {
      state('failed');
      byId('confirm-error').replaceChildren(failureOf(error, () => run(asking)));
      byId('confirm-error').querySelector('button, a').focus();
    } else {
      finish(asking, null);
    }
  }
}

function finish(asking, result) {
  current = null;
  asking.isRunning = false;
  if (dialog.open) {
    dialog.close();
  }
  asking.resolve(result);
}

function state(name) {
  dialog.dataset.state = name;
  byId('confirm-error').replaceChildren();
  byId('confirm-progress').hidden = name !== 'running';
  go.hidden = name === 'running' || name === 'failed' || name === 'empty';
  go.disabled = name === 'preparing';
  stop.hidden = name !== 'running';
  stop.disabled = false;
  cancel.hidden = name === 'running';
  cancel.textContent = name === 'failed' || name === 'empty' ? 'Close' : 'Cancel';
}

function requestStop() {
  current.isStopped = true;
  stop.disabled = true;
  show(byId('confirm-status'), 'Stopping. What was begun is finished first, in half a minute at most.');
}

go.addEventListener('click', () => run(current));
stop.addEventListener('click', requestStop);
cancel.addEventListener('click', () => dialog.close());

dialog.addEventListener('cancel', (event) => {
  if (current?.isRunning) {
    event.preventDefault();
    requestStop();
  }
});

dialog.addEventListener('close', () => {
  if (current?.isRunning) {
    // Some browsers close it at the second Escape, whatever the page says. The result is told all the same.
    current.isStopped = true;
  } else if (current) {
    finish(current, null);
  }
});

/** Where the keyboard goes on when what opened a dialog is gone: at the view's heading. */
for (const closing of document.querySelectorAll('dialog')) {
  closing.addEventListener('close', () => setTimeout(() => {
    const open = document.querySelector('dialog[open]');
    restoreFocus(open ? open.querySelector('h2') : document.querySelector('[data-view]:not([hidden]) h2'));
  }));
}
