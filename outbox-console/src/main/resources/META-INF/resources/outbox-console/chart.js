// Two plots over one axis of time, drawn as SVG: the backlog above, the throughput below.

import { minute, short } from './format.js';

const LEFT = 52;
const RIGHT = 14;
const TOP = 26;
const HEIGHT = 118;
const GAP = 40;
const LEAST_SPAN = 300_000;
const HOUR = 3_600_000;

export const PLOTS = [
  { title: 'Entries', series: ['pending', 'dead'] },
  { title: 'Messages per second', series: ['publishedPerSecond', 'sentPerSecond'] },
];

const CLASSES = { pending: 'pending', dead: 'dead', publishedPerSecond: 'published', sentPerSecond: 'sent' };

/** Draws into a container, as wide as that is; tells where a moment is, and which point is nearest to a place. */
export function drawChart(container, points, stepSeconds) {
  const width = Math.max(240, container.clientWidth);
  const height = TOP + 2 * HEIGHT + GAP + 22;
  const times = points.map((point) => Date.parse(point.at));
  const end = times.at(-1);
  const start = Math.min(Math.max(times[0], end - HOUR), end - LEAST_SPAN);
  const x = (at) => LEFT + ((at - start) / (end - start)) * (width - LEFT - RIGHT);
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true', focusable: 'false' });
  const scales = PLOTS.map((plot, i) => drawPlot(svg, { ...plot, points, times, x, width, stepSeconds, top: TOP + i * (HEIGHT + GAP) }));
  drawTimes(svg, { start, end, x, width, bottom: TOP + 2 * HEIGHT + GAP });
  const cursor = shape('g', { class: 'cursor' });
  svg.append(cursor);
  container.replaceChildren(svg);
  return {
    point: (index) => drawCursor(cursor, points[index], x(times[index]), scales),
    nearest(clientX) {
      const box = svg.getBoundingClientRect();
      const at = start + (((clientX - box.left) * (width / box.width) - LEFT) / (width - LEFT - RIGHT)) * (end - start);
      return times.reduce((best, time, i) => (Math.abs(time - at) < Math.abs(times[best] - at) ? i : best), 0);
    },
  };
}

function drawPlot(svg, { title, series, points, times, x, width, stepSeconds, top }) {
  const most = Math.max(1, ...points.flatMap((point) => series.map((name) => point[name])));
  const ticks = ticksOf(most);
  const bottom = top + HEIGHT;
  const y = (value) => bottom - (value / ticks.at(-1)) * HEIGHT;
  svg.append(shape('text', { class: 'plot-title', x: 0, y: top - 13 }, title));
  for (const tick of ticks) {
    svg.append(
      shape('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick) }),
      shape('text', { class: 'tick', x: LEFT - 6, y: y(tick) + 4, 'text-anchor': 'end' }, short(tick)));
  }
  for (const name of series) {
    const path = pathOf(points.map((point, i) => [times[i], x(times[i]), y(point[name])]), stepSeconds);
    svg.append(shape('path', { class: `line ${CLASSES[name]}`, d: path }));
  }
  return { series, y };
}

/** A line that breaks where points are missing, as the relay did not run then. */
function pathOf(places, stepSeconds) {
  let last = -Infinity;
  return places.map(([at, x, y]) => {
    const command = at - last > 2500 * stepSeconds ? 'M' : 'L';
    last = at;
    // A point without neighbours is seen as a dot, as line ends are round.
    return `${command}${x.toFixed(1)} ${y.toFixed(1)}${command === 'M' ? 'h0' : ''}`;
  }).join('');
}

function drawTimes(svg, { start, end, x, width, bottom }) {
  const step = [1, 2, 5, 10, 20, 30].map((minutes) => minutes * 60_000).find((ms) => ((end - start) / ms) * 56 < width) ?? HOUR;
  for (let at = Math.ceil(start / step) * step; at <= end; at += step) {
    svg.append(
      shape('line', { class: 'grid', x1: x(at), x2: x(at), y1: bottom, y2: bottom + 4 }),
      shape('text', { class: 'tick', x: x(at), y: bottom + 17, 'text-anchor': 'middle' }, minute(new Date(at))));
  }
}

function drawCursor(cursor, point, x, scales) {
  const dots = scales.flatMap(({ series, y }) => series.map((name) => shape('circle', { class: CLASSES[name], cx: x, cy: y(point[name]), r: 4 })));
  cursor.replaceChildren(shape('line', { x1: x, x2: x, y1: TOP, y2: TOP + 2 * HEIGHT + GAP }), ...dots);
}

/** Zero and up to four round numbers, the last not below the greatest value. */
function ticksOf(most) {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough * 0.999);
  return Array.from({ length: Math.ceil(most / step - 0.001) + 1 }, (_, i) => i * step);
}

function shape(tag, attributes, text) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}
