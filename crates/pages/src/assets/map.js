// Makes the map quick: it moves under the mouse, the fingers and the keys, and its drawing is put in
// anew with the list of what it shows. Without this script every move is a link.

const STEP = 0.25; // Zooms are drawn in quarters.
const PATIENCE = 220; // Milliseconds without a move before it is drawn anew.
const NEAREST = 11;
/** How large the world is at a zoom, in pixels. */
const scale = (zoom) => 256 * 2 ** zoom;
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** A place of the world, from 0 to 1 each way, as the server reckons it (Web Mercator). */
const place = (latitude, longitude) => {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
};
const address = ({ zoom, x, y }) => {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * clamp(y, 0, 1)))) * 180) / Math.PI;
  const longitude = (x - Math.floor(x) - 0.5) * 360;
  const digits = Math.round(zoom * 0.302) + 1;
  return `${zoom}/${+latitude.toFixed(digits)}/${+longitude.toFixed(digits)}`;
};

const canvasOf = (map) => map.querySelector('.map-canvas');
const drawingOf = (map) => map.querySelector('.map-drawing');
const lookOf = (map) => {
  const [zoom, latitude, longitude] = map.dataset.look.split('/').map(Number);
  return { zoom, ...place(latitude, longitude) };
};

/** The move under way: by how much the drawing is shifted and enlarged. */
let move = null;
let timer = 0;
let request = null;

const begin = (map) => {
  if (move?.map !== map) move = { map, dx: 0, dy: 0, zoom: 0 };
  clearTimeout(timer);
  return move;
};

const paint = () => {
  const factor = 2 ** move.zoom;
  drawingOf(move.map).style.transform = `translate(${move.dx}px, ${move.dy}px) scale(${factor})`;
};

/** Enlarges the drawing by some zooms around a point of the canvas, which stays where it is. */
const enlarge = (steps, px, py) => {
  const { map } = move;
  const zoom = clamp(move.zoom + steps, Math.min(0, -lookOf(map).zoom), NEAREST - lookOf(map).zoom);
  const grown = 2 ** (zoom - move.zoom);
  const { clientWidth, clientHeight } = canvasOf(map);
  const [fromX, fromY] = [px - clientWidth / 2 - move.dx, py - clientHeight / 2 - move.dy];
  move.dx -= fromX * (grown - 1);
  move.dy -= fromY * (grown - 1);
  move.zoom = zoom;
  paint();
};

/** What the move leads to. */
const end = () => {
  clearTimeout(timer);
  if (!move) return;
  const { map, dx, dy } = move;
  const look = lookOf(map);
  const zoom = Math.round((look.zoom + move.zoom) / STEP) * STEP;
  const pixels = scale(look.zoom + move.zoom);
  show(map, address({ zoom, x: look.x - dx / pixels, y: look.y - dy / pixels }));
};
const endSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(end, PATIENCE);
};

/** What the script of the page knows of its question, which may stand in no address. */
const page = () => document.getElementById('ask')?.page ?? {
  query: () => location.search.slice(1),
  ask: (path, query, options) => fetch(`${path}?${query}`, options),
  beside: (page) => {
    for (const part of ['status', 'members', 'pages']) {
      const [old, fresh] = [document, page].map((from) => from.querySelector(`main > [part=${part}]`));
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
  },
  note: (query) => history.replaceState(history.state, '', `${location.pathname}?${query}${location.hash}`),
};

/** The query of the page with another look; the place in the list is not the map's. */
const queryWith = (look) => {
  const query = new URLSearchParams(page().query());
  query.delete('map');
  query.delete('cursor');
  const rest = query.toString();
  return [rest, look && `map=${look}`].filter(Boolean).join('&');
};

/** Fetches the map with a look, or with the one that the server chooses, and puts it in, with the list. */
async function show(map, look, path = map.dataset.source) {
  const { clientWidth, clientHeight } = canvasOf(map);
  const side = (pixels) => clamp(Math.round(pixels), 200, 1600);
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  const query = queryWith(look);
  map.dataset.waiting = '';
  try {
    const size = `size=${side(clientWidth)}x${side(clientHeight)}`;
    const answer = await page().ask(path, [query, size].filter(Boolean).join('&'), {
      headers: { 'Accept-Language': document.documentElement.lang || 'en' },
      signal,
    });
    if (!answer.ok) throw new Error(answer.statusText);
    const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (signal.aborted) return;
    replace(map, parsed.querySelector('[data-map]'));
    if (path === map.dataset.source) page().beside?.(parsed);
    if (look) page().note(query, 'replace');
  } catch {
    if (signal.aborted) return;
    drawingOf(map).style.transform = '';
    map.querySelector('.map-summary').textContent = map.dataset.failed;
  } finally {
    if (!signal.aborted) {
      delete map.dataset.waiting;
      move = null;
    }
  }
}

/** Puts a new map in place of the old one; what had the focus keeps it, and the change is told. */
function replace(map, fresh) {
  const focused = map.contains(document.activeElement) && document.activeElement;
  const button = focused && [...focused.classList].find((name) => name.startsWith('map-') && name !== 'map-button');
  const open = map.querySelector('details')?.open;
  const words = fresh.querySelector('.map-summary').textContent;
  const told = map.querySelector('.map-summary');
  map.dataset.look = fresh.dataset.look;
  map.dataset.listed = fresh.dataset.listed ?? '';
  for (const part of [...map.children]) if (part !== told) part.remove();
  for (const part of [...fresh.children]) if (!part.matches('.map-summary')) map.append(document.adoptNode(part));
  if (told.textContent !== words) told.textContent = words;
  if (open) map.querySelector('details').open = true;
  wake(map);
  if (!focused) return;
  const again = focused.matches('.map-button') && map.querySelector(`.map-button.${button}`);
  (again || (focused.matches('summary') && map.querySelector('summary')) || canvasOf(map)).focus({ preventScroll: true });
}

/** Fits the drawing to its room. */
const fit = async (map) => {
  const canvas = canvasOf(map);
  const [width, height] = drawingOf(map).dataset.size.split('x').map(Number);
  const off = (is, was) => Math.abs(is - was) > 0.04 * was;
  const room = canvas.clientWidth >= 200 && canvas.clientHeight >= 200;
  // What is on its way is made for the room already.
  if (!move && !('waiting' in map.dataset) && room && (off(canvas.clientWidth, width) || off(canvas.clientHeight, height))) {
    const look = new URLSearchParams(page().query()).get('map');
    const { alone, listed } = map.dataset;
    // The same countries are mostly there in any room, and then the list stays as it is.
    if (!alone || !listed?.startsWith('country=')) return void show(map, look);
    await show(map, look, alone);
    if (map.dataset.listed !== listed) show(map, look);
  }
};
let fitTimer = 0;
const watcher = new ResizeObserver((entries) => {
  clearTimeout(fitTimer);
  fitTimer = setTimeout(() => {
    for (const { target } of entries) if (target.isConnected) fit(target.closest('[data-map]'));
  }, 120);
});

function wake(map) {
  map.dataset.live = '';
  drawingOf(map).style.setProperty('--form', drawingOf(map).dataset.size.replace('x', ' / '));
  const canvas = canvasOf(map);
  canvas.tabIndex = 0;
  watcher.observe(canvas);
}

// The mouse and the fingers.
const fingers = new Map();
let pressed = null;
const middle = () => {
  const all = [...fingers.values()];
  const sum = all.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / all.length, y: sum.y / all.length };
};
const spread = () => {
  const [a, b] = [...fingers.values()];
  return b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
};

document.addEventListener('pointerdown', (event) => {
  const canvas = event.target.closest?.('.map-canvas');
  if (!canvas || event.button) return;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  pressed = { map: canvas.closest('[data-map]'), moved: 0 };
});
document.addEventListener('pointermove', (event) => {
  if (!fingers.has(event.pointerId) || !pressed) return;
  const [from, wide] = [middle(), spread()];
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  const to = middle();
  pressed.moved += Math.hypot(to.x - from.x, to.y - from.y) + Math.abs(spread() - wide);
  if (pressed.moved < 6) return;
  const { map } = pressed;
  begin(map);
  map.dataset.dragging = '';
  move.dx += to.x - from.x;
  move.dy += to.y - from.y;
  const box = canvasOf(map).getBoundingClientRect();
  if (wide && spread()) enlarge(Math.log2(spread() / wide), to.x - box.left, to.y - box.top);
  else paint();
});
const release = (event) => {
  if (!fingers.delete(event.pointerId) || !pressed || fingers.size) return;
  delete pressed.map.dataset.dragging;
  if (pressed.moved >= 6) end();
  // The click that follows a drag is none.
  setTimeout(() => { pressed = null; });
};
document.addEventListener('pointerup', release);
document.addEventListener('pointercancel', release);
document.addEventListener('dragstart', (event) => {
  if (event.target.closest?.('.map-canvas')) event.preventDefault();
});

// The wheel: where the map has the focus, so that nobody who scrolls the page is caught by it.
document.addEventListener('wheel', (event) => {
  const canvas = event.target.closest?.('.map-canvas');
  if (!canvas || !(event.ctrlKey || event.metaKey || canvas.contains(document.activeElement))) return;
  event.preventDefault();
  begin(canvas.closest('[data-map]'));
  const box = canvas.getBoundingClientRect();
  enlarge(clamp(-event.deltaY / (event.ctrlKey ? 60 : 240), -1, 1), event.clientX - box.left, event.clientY - box.top);
  endSoon();
}, { passive: false });

// The keys.
const ARROWS = { ArrowLeft: [0.2, 0], ArrowRight: [-0.2, 0], ArrowUp: [0, 0.2], ArrowDown: [0, -0.2] };
const ZOOMS = { '+': 0.5, '=': 0.5, '-': -0.5, '−': -0.5, _: -0.5 };
document.addEventListener('keydown', (event) => {
  const canvas = event.target.closest?.('.map-canvas');
  if (!canvas || event.ctrlKey || event.metaKey || event.altKey) return;
  const { clientWidth, clientHeight } = canvas;
  const map = canvas.closest('[data-map]');
  if (ARROWS[event.key]) {
    begin(map);
    move.dx += ARROWS[event.key][0] * clientWidth;
    move.dy += ARROWS[event.key][1] * clientHeight;
    paint();
  } else if (ZOOMS[event.key]) {
    begin(map);
    enlarge(ZOOMS[event.key], clientWidth / 2, clientHeight / 2);
  } else return;
  event.preventDefault();
  endSoon();
});

// The links that are moves.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('[data-map] a');
  if (!link) return;
  if (pressed?.moved >= 6) {
    event.preventDefault();
    event.stopPropagation();
  } else if (link.dataset.look && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(timer);
    show(link.closest('[data-map]'), link.dataset.look);
  }
}, true);

const wakeAll = () => {
  for (const map of document.querySelectorAll('[data-map]:not([data-live])')) wake(map);
};
new MutationObserver(wakeAll).observe(document.documentElement, { childList: true, subtree: true });
wakeAll();
