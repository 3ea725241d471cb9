// The last hour: loads it while it is seen, reads a moment out, and tells the same as a summary and a table.

import * as api from './api.js';
import { byId, el, setText, show } from './dom.js';
import { age, minute, number, rate, time } from './format.js';
import { drawChart } from './chart.js';

const PAUSE = 10_000;
const FAR = 30;

export function createHistory() {
  const chart = byId('chart');
  let points = [];
  let stepSeconds = 10;
  let drawn = null;
  // The moment that is read out; null for the latest, which moves on.
  let chosen = null;
  let timer = 0;
  let isShown = false;

  async function load() {
    clearTimeout(timer);
    if (!isShown || document.hidden) {
      return;
    }
    try {
      const history = await api.history();
      ({ points, stepSeconds } = history);
      byId('chart-error').hidden = true;
      draw();
    } catch (error) {
      byId('chart-error').hidden = false;
      setText(byId('chart-error'), error.text ?? error.message);
    }
    clearTimeout(timer);
    timer = setTimeout(load, PAUSE);
  }

  function draw() {
    const empty = points.length === 0;
    byId('chart-empty').hidden = !empty;
    chart.parentElement.hidden = empty;
    byId('chart-details').hidden = empty;
    drawn = null;
    if (empty || chart.clientWidth === 0) {
      return;
    }
    drawn = drawChart(chart, points, stepSeconds);
    setText(byId('chart-summary'), summaryOf(points));
    choose(index());
    fillTable();
  }

  function index() {
    const found = chosen === null ? -1 : points.findIndex((point) => point.at === chosen);
    return found < 0 ? points.length - 1 : found;
  }

  function choose(i) {
    if (!drawn) {
      return;
    }
    const point = points[i];
    drawn.point(i);
    chart.setAttribute('aria-valuemax', String(points.length - 1));
    chart.setAttribute('aria-valuenow', String(i));
    chart.setAttribute('aria-valuetext', `${time(point.at)}: ${partsOf(point).map((part) => part.join(' ')).join(', ')}`);
    show(byId('chart-readout'), el('time', { datetime: point.at, title: point.at }, time(point.at)),
      ...partsOf(point).map(([name, value]) => el('span', {}, `${name} `, el('strong', {}, value))));
  }

  function pick(i) {
    const at = Math.min(Math.max(i, 0), points.length - 1);
    chosen = at === points.length - 1 ? null : points[at]?.at ?? null;
    choose(at);
  }

  function fillTable() {
    if (byId('chart-details').open) {
      byId('chart-table').tBodies[0].replaceChildren(...byMinute(points).map((line) => el('tr', {},
        el('th', { scope: 'row' }, line.minute), ...line.values.map((value) => el('td', { class: 'number' }, value)))));
    }
  }

  const moves = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -FAR, PageUp: FAR, Home: -Infinity, End: Infinity, Escape: Infinity };
  chart.addEventListener('keydown', (event) => {
    const move = moves[event.key];
    if (move !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      pick(index() + move);
    }
  });
  for (const type of ['pointermove', 'pointerdown']) {
    chart.addEventListener(type, (event) => drawn && pick(drawn.nearest(event.clientX)));
  }
  chart.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && pick(Infinity));
  byId('chart-details').addEventListener('toggle', fillTable);
  new ResizeObserver(() => isShown && draw()).observe(chart);
  document.addEventListener('visibilitychange', load);

  return {
    start() {
      isShown = true;
      load();
    },
    stop() {
      isShown = false;
      clearTimeout(timer);
    },
  };
}

function partsOf(point) {
  return [
    ['pending', number(point.pending)],
    ['dead', number(point.dead)],
    ['oldest', point.oldestAgeSeconds > 0 ? age(point.oldestAgeSeconds) : '–'],
    ['published', `${rate(point.publishedPerSecond)}/s`],
    ['sent', `${rate(point.sentPerSecond)}/s`],
  ];
}

function summaryOf(points) {
  const last = points.at(-1);
  const top = points.reduce((best, point) => (point.pending > best.pending ? point : best));
  const mean = (name) => rate(points.reduce((sum, point) => sum + point[name], 0) / points.length);
  return `Pending: ${number(last.pending)} now, at most ${number(top.pending)} at ${minute(new Date(top.at))}. `
    + `Dead: ${number(last.dead)} now, ${number(points[0].dead)} at ${minute(new Date(points[0].at))}. `
    + `On average ${mean('publishedPerSecond')} published and ${mean('sentPerSecond')} sent per second.`;
}

/** Backlog at the end of each minute, mean throughput within it; the latest first. */
function byMinute(points) {
  const minutes = new Map();
  for (const point of points) {
    const key = point.at.slice(0, 16);
    minutes.set(key, [...(minutes.get(key) ?? []), point]);
  }
  return [...minutes.values()].reverse().map((group) => {
    const last = group.at(-1);
    const mean = (name) => rate(group.reduce((sum, point) => sum + point[name], 0) / group.length);
    return {
      minute: minute(new Date(last.at)),
      values: [number(last.pending), number(last.dead), last.oldestAgeSeconds > 0 ? age(last.oldestAgeSeconds) : '–', mean('publishedPerSecond'), mean('sentPerSecond')],
    };
  });
}
