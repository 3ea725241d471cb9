// News of the outbox: pushed by the server, or asked for every five seconds while that does not work. A hidden tab asks for nothing.

import * as api from './api.js';

const POLL = 5_000;
// An overview comes every two seconds; a proxy that holds events back is noticed by this.
const SILENT = 10_000;
const REOPEN = 15_000;

/**
 * Tells of overviews and of failures; ways are live (pushed) and polling.
 *
 * @param listener onOverview(overview, way), onFailure(error)
 */
export function createLive({ onOverview, onFailure }) {
  let source = null;
  let polling = 0;
  let silence = 0;
  let reopening = 0;
  // Counts starts and stops, so that an answer to a question from before is not heard.
  let era = 0;

  function open() {
    source = new EventSource(api.EVENTS);
    source.addEventListener('overview', (event) => heard(() => onOverview(api.overviewOf(event.data), 'live')));
    source.addEventListener('failure', (event) => heard(() => onFailure(api.failureEvent(event.data))));
    source.addEventListener('error', () => {
      fallBack();
      if (source.readyState === EventSource.CLOSED) {
        reopen();
      }
    });
    watch();
  }

  function heard(tell) {
    clearTimeout(polling);
    polling = 0;
    watch();
    attempt(tell);
  }

  function watch() {
    clearTimeout(silence);
    silence = setTimeout(() => {
      fallBack();
      reopen();
    }, SILENT);
  }

  // The browser opens it again by itself after a lost connection, but not after an answer that is no stream.
  function reopen() {
    source.close();
    clearTimeout(silence);
    clearTimeout(reopening);
    reopening = setTimeout(open, REOPEN);
  }

  function fallBack() {
    if (polling === 0) {
      polling = setTimeout(poll, 0);
    }
  }

  async function poll() {
    const mine = era;
    let tell;
    try {
      const overview = await api.overview();
      tell = () => onOverview(overview, 'polling');
    } catch (error) {
      tell = () => onFailure(error);
      if (error.kind === 'signed-out' || error.kind === 'forbidden') {
        // To ask again and again would make some browsers ask for a password as often.
        stop();
        onFailure(error);
        return;
      }
    }
    // Pushed news may have come while this was asked.
    if (mine === era && polling !== 0) {
      attempt(tell);
      polling = setTimeout(poll, POLL);
    }
  }

  function attempt(tell) {
    try {
      tell();
    } catch (error) {
      onFailure(error);
    }
  }

  function start() {
    stop();
    if (!document.hidden) {
      open();
    }
  }

  function stop() {
    era++;
    source?.close();
    for (const timer of [polling, silence, reopening]) {
      clearTimeout(timer);
    }
    polling = 0;
  }

  document.addEventListener('visibilitychange', start);
  return { start };
}
