// The shop's page: asks the API once a second and shows what it says. All data is shown as text.

const PAUSE = 1000;
const number = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const byId = (id) => document.getElementById(id);

class ApiError extends Error {
  constructor(status, error) {
    super(error?.message ?? `The server answered with status ${status}.`);
    this.field = error?.field ?? null;
  }
}

async function api(path, body) {
  const request = body === undefined
    ? {}
    : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(`api/${path}`, { headers: { Accept: 'application/json' }, ...request });
  } catch {
    throw new Error('The server does not answer.');
  }
  const json = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(response.status, json?.error);
  }
  return json;
}

function setText(id, text) {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function cell(text, className) {
  const td = document.createElement('td');
  td.textContent = text;
  td.title = text;
  if (className) {
    td.className = className;
  }
  return td;
}

/** Shows rows, keeping those that are there already, so that nothing flickers and a selection survives. */
function showRows(tableId, items, keyOf, cellsOf) {
  const tbody = byId(tableId).tBodies[0];
  const first = tbody.childElementCount === 0;
  const known = new Map([...tbody.rows].map((row) => [row.dataset.key, row]));
  const rows = items.map((item) => {
    const key = keyOf(item);
    const old = known.get(key);
    if (old) {
      return old;
    }
    const row = document.createElement('tr');
    row.dataset.key = key;
    row.append(...cellsOf(item));
    if (!first) {
      row.className = 'fresh';
    }
    return row;
  });
  const same = rows.length === tbody.rows.length && rows.every((row, i) => row === tbody.rows[i]);
  if (!same) {
    tbody.replaceChildren(...rows);
  }
  byId(tableId).hidden = items.length === 0;
  byId(`${tableId}-empty`).hidden = items.length > 0;
}

function showOrders(orders) {
  showRows('orders', orders, (order) => `${order.id} ${order.status}`, (order) => {
    const status = document.createElement('span');
    status.className = order.status === 'SHIPPED' ? 'status shipped' : 'status';
    status.textContent = order.status;
    const td = document.createElement('td');
    td.append(status);
    return [
      cell(String(order.id), 'number'),
      cell(order.customer),
      cell(order.item),
      cell(number.format(order.quantity), 'number'),
      cell(clock.format(new Date(order.placed)), 'time'),
      td,
    ];
  });
}

function showDeliveries(deliveries) {
  showRows('deliveries', deliveries, (delivery) => String(delivery.seq), (delivery) => [
    cell(String(delivery.seq), 'number'),
    cell(delivery.destination),
    cell(delivery.type),
    cell(String(delivery.orderId), 'number'),
    cell(delivery.key ?? '–'),
    cell(clock.format(new Date(delivery.occurred)), 'time'),
    cell(delivery.id, 'id'),
    cell(String(delivery.deliveryCount), 'number'),
  ]);
}

function showOutbox(outbox) {
  setText('outbox-ready', number.format(outbox.ready + outbox.retrying));
  const details = [];
  if (outbox.retrying > 0) {
    details.push(`${number.format(outbox.retrying)} to be tried again`);
  }
  if (outbox.ready + outbox.retrying > 0) {
    details.push(`oldest ${outbox.oldestAgeSeconds.toFixed(1)} s`);
  }
  if (outbox.dead > 0) {
    details.push(`${number.format(outbox.dead)} dead`);
  }
  setText('outbox-detail', details.join(', ') || 'empty: all was sent');
  byId('outbox-detail').classList.toggle('alarm', outbox.dead > 0);
}

function showSummary(summary) {
  for (const [name, counts] of Object.entries(summary)) {
    setText(`${name}-distinct`, number.format(counts.distinct));
    setText(`${name}-detail`,
      `${number.format(counts.duplicates)} repeated, ${number.format(counts.outOfOrder)} out of order`);
    byId(`${name}-detail`).classList.toggle('alarm', counts.outOfOrder > 0);
  }
}

function showConnection(error) {
  const element = byId('connection');
  element.classList.toggle('live', !error);
  element.classList.toggle('lost', Boolean(error));
  setText('connection', error ? `${error.message} Trying again…` : 'Live');
}

let partnerIsAsked = false;

function showPartner(partner) {
  setText('partner-received', number.format(partner.received));
  if (!partnerIsAsked) {
    byId('partner-refuses').checked = partner.refuses;
  }
}

async function lastDeliveries(destination) {
  const deliveries = await api(`deliveries?destination=${destination}&order=desc&limit=10`);
  return deliveries.map((delivery) => ({ destination, ...delivery }));
}

let summaryDue = 0;

async function refresh() {
  const [orders, outbox, partner, ...deliveries] = await Promise.all([
    api('orders?limit=12'),
    api('outbox'),
    api('partner'),
    lastDeliveries('orders'),
    lastDeliveries('shipments'),
    lastDeliveries('partner'),
  ]);
  showOrders(orders);
  showOutbox(outbox);
  showPartner(partner);
  showDeliveries(deliveries.flat().sort((a, b) => b.seq - a.seq).slice(0, 10));
  if (performance.now() >= summaryDue) {
    // Counting takes longer the more was delivered; it may take a tenth of the time, no more.
    const start = performance.now();
    showSummary(await api('deliveries/summary'));
    summaryDue = performance.now() + 10 * (performance.now() - start);
  }
}

let timer = 0;

async function tick() {
  clearTimeout(timer);
  if (!document.hidden) {
    try {
      await refresh();
      showConnection(null);
    } catch (error) {
      showConnection(error);
    }
  }
  clearTimeout(timer);
  timer = setTimeout(tick, PAUSE);
}

function notice(id, kind, text) {
  const element = byId(id);
  element.className = `notice ${kind}`;
  element.hidden = false;
  element.textContent = text;
}

function showFieldErrors(form, field, message) {
  for (const input of form.querySelectorAll('input, select')) {
    const isAtFault = input.name === field;
    input.toggleAttribute('aria-invalid', isAtFault);
    if (isAtFault) {
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    }
    const error = byId(`${input.name}-error`);
    if (error) {
      error.textContent = isAtFault ? message : '';
    }
  }
}

async function submitting(form, work) {
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    await work();
  } finally {
    button.disabled = false;
  }
  tick();
}

byId('order-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  submitting(form, async () => {
    const quantity = form.elements.quantity.value.trim();
    const order = {
      customer: form.elements.customer.value,
      item: byId('item').value, // elements.item is a method of the collection
      quantity: quantity === '' ? null : Number(quantity),
      tellPartner: form.elements.tellPartner.checked,
    };
    try {
      const placed = await api('orders', order);
      showFieldErrors(form, null, '');
      notice('order-result', 'good', `Order ${placed.id} is placed.`);
    } catch (error) {
      showFieldErrors(form, error.field, error.message);
      if (error.field) {
        byId('order-result').hidden = true;
      } else {
        notice('order-result', 'bad', error.message);
      }
    }
  });
});

byId('load-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  submitting(form, async () => {
    const orders = Number(form.elements.orders.value);
    notice('load-result', 'busy', `Placing ${number.format(orders)} orders…`);
    try {
      const result = await api('load', { orders, threads: 8, customers: 100 });
      const text = `Placed ${number.format(result.count)} orders in ${result.seconds.toFixed(1)} s.`;
      notice('load-result', result.errors > 0 ? 'bad' : 'good',
        result.errors > 0 ? `${text} ${number.format(result.errors)} failed; the server's log says why.` : text);
    } catch (error) {
      notice('load-result', 'bad', error.message);
    }
  });
});

byId('partner-refuses').addEventListener('change', async (event) => {
  const box = event.currentTarget;
  const refuses = box.checked;
  partnerIsAsked = true;
  try {
    await api('partner', { refuses });
    byId('partner-result').hidden = true;
  } catch (error) {
    box.checked = !refuses;
    notice('partner-result', 'bad', error.message);
  } finally {
    partnerIsAsked = false;
  }
});

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    tick();
  }
});

tick();
