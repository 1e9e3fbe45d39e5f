// Makes shapes.bin, the outlines that the map is drawn from, of Natural Earth's countries.
// README.md says what is in the file and how its bytes are laid out.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const iso = require('i18n-iso-countries');
const topology = JSON.parse(readFileSync(require.resolve('world-atlas/countries-10m.json')));

/** The world is a square of so many units a side (Web Mercator). */
const SIDE = 2 ** 17;
/** The largest zoom that a point of its own is kept for; at zoom z the world has 256 * 2^z pixels. */
const FINEST = 7;
/** A point is drawn from the zoom on at which leaving it out would move this many square pixels. */
const NOTICED = 1.5;
/** An island of fewer square pixels at the finest zoom is left out, where its country has a larger one. */
const SMALLEST_ISLAND = 8;

// ISO 3166-1 is the authority for what a country is. An area without a code of its own belongs to
// the one whose code covers it; one that no code covers is land of nobody, `--`.
const CODE_OF = {
  Kosovo: 'XK',
  Somaliland: 'SO',
  'N. Cyprus': 'CY',
  'Cyprus U.N. Buffer Zone': 'CY',
  Akrotiri: 'CY',
  Dhekelia: 'CY',
  'USNB Guantanamo Bay': 'CU',
  Baikonur: 'KZ',
  'Coral Sea Is.': 'AU',
  'Indian Ocean Ter.': 'CX',
  'Siachen Glacier': '--',
};
/** Uninhabited rocks, and a continent that Mercator cannot show. */
const LEFT_OUT = ['Clipperton I.', 'Bajo Nuevo Bank', 'Serranilla Bank', 'Scarborough Reef', 'Spratly Is.', 'Antarctica'];
/** Parts of one country's shape that have a code of their own: west, south, east, north. */
const PARTS = {
  FR: { GF: [-55, 2, -51, 6], GP: [-62, 15.7, -60.9, 16.6], MQ: [-61.3, 14.3, -60.7, 15], RE: [55, -21.5, 56, -20.7], YT: [45, -13.2, 45.4, -12.5] },
  NO: { SJ: [-10, 70.5, 36, 81], BV: [3, -55, 4, -54] },
  NL: { BQ: [-69, 12, -62, 18] },
  CX: { CC: [96, -13, 97.5, -11] },
  // Resolution 68/262 of the General Assembly of the United Nations.
  RU: { UA: [32.4, 44.3, 36.7, 46.3] },
};
/** Borders that those on both sides do not agree on; drawn dashed. */
const DISPUTED = ['RS XK', 'EH MA', 'IL PS', 'IL SY'];

// 1. Arcs in units.
const { scale, translate } = topology.transform;
const arcs = topology.arcs.map((arc) => {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
});
const project = ([longitude, latitude]) => {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.round((longitude / 360 + 0.5) * SIDE), Math.round(y * SIDE)];
};

// 2. Countries: code -> polygons, a polygon being rings of arcs.
const countries = new Map();
const add = (code, polygon) => countries.set(code, [...(countries.get(code) ?? []), polygon]);
// A ring that crosses the antimeridian goes on beyond 180 degrees.
const ringPoints = (ring) => {
  let turn = 0;
  let before;
  return ring.flatMap((arc, place) => {
    const points = arc < 0 ? arcs[~arc].toReversed() : arcs[arc];
    return (place ? points.slice(1) : points).map(([x, y]) => {
      if (Math.abs(x - (before ?? x)) > 180) turn -= Math.sign(x - before) * 360;
      before = x;
      return [x + turn, y];
    });
  });
};
const within = ([west, south, east, north], polygon) =>
  ringPoints(polygon[0]).every(([x, y]) => west <= x && x <= east && south <= y && y <= north);
for (const { id, type, arcs: shape, properties } of topology.objects.countries.geometries) {
  if (LEFT_OUT.includes(properties.name)) continue;
  const code = id ? iso.numericToAlpha2(id) : CODE_OF[properties.name];
  if (!code) throw new Error(`which country is ${properties.name}?`);
  for (const polygon of type === 'Polygon' ? [shape] : shape) {
    const part = Object.entries(PARTS[code] ?? {}).find(([, box]) => within(box, polygon));
    add(part?.[0] ?? code, polygon);
  }
}

const planarArea = (points) => {
  let sum = 0;
  points.forEach(([x, y], place) => {
    const [nextX, nextY] = points[(place + 1) % points.length];
    sum += x * nextY - nextX * y;
  });
  return Math.abs(sum) / 2;
};
const smallest = SMALLEST_ISLAND / ((256 * 2 ** FINEST) / SIDE) ** 2;
for (const [code, polygons] of countries) {
  const sized = polygons.map((polygon) => [planarArea(ringPoints(polygon[0]).map(project)), polygon]);
  const most = Math.max(...sized.map(([size]) => size));
  countries.set(code, sized.filter(([size]) => size >= smallest || size === most).map(([, polygon]) => polygon));
}

// 3. Which arcs are drawn, and between whom each lies.
const beside = arcs.map(() => new Set());
for (const [code, polygons] of countries) {
  for (const arc of polygons.flat(2)) beside[arc < 0 ? ~arc : arc].add(code);
}
const kind = (codes) => {
  const pair = [...codes].sort();
  if (pair.length < 2) return 0; // A coast, or a line within a country.
  return DISPUTED.includes(pair.join(' ')) || pair.includes('--') ? 2 : 1;
};

// 4. Each point with the zoom from which on it is drawn (Visvalingam and Whyatt, 1993).
const area = ([ax, ay], [bx, by], [cx, cy]) => Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
function levels(points) {
  const level = points.map(() => 0);
  const before = points.map((_, place) => place - 1);
  const after = points.map((_, place) => place + 1);
  const open = new Set(points.keys());
  open.delete(0);
  open.delete(points.length - 1);
  const weight = (place) => area(points[before[place]], points[place], points[after[place]]);
  const weights = points.map((_, place) => (open.has(place) ? weight(place) : Infinity));
  // A heap with stale entries: an entry counts while its weight is the point's.
  const heap = [];
  const less = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  const push = (entry) => {
    let at = heap.push(entry) - 1;
    while (at && less(entry, heap[(at - 1) >> 1])) {
      heap[at] = heap[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    heap[at] = entry;
  };
  const pop = () => {
    const [least] = heap;
    const last = heap.pop();
    if (heap.length) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && less(heap[child + 1], heap[child])) child += 1;
        if (!less(heap[child], last)) break;
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = last;
    }
    return least;
  };
  for (const place of open) push([weights[place], place]);
  let floor = 0;
  while (heap.length) {
    const [found, place] = pop();
    if (!open.has(place) || found !== weights[place]) continue;
    open.delete(place);
    floor = Math.max(floor, found);
    const pixels = (zoom) => floor * ((256 * 2 ** zoom) / SIDE) ** 2;
    let zoom = 0;
    while (zoom <= FINEST && pixels(zoom) < NOTICED) zoom += 1;
    level[place] = zoom;
    after[before[place]] = after[place];
    before[after[place]] = before[place];
    for (const neighbour of [before[place], after[place]]) {
      if (!open.has(neighbour)) continue;
      weights[neighbour] = weight(neighbour);
      push([weights[neighbour], neighbour]);
    }
  }
  return level;
}

// 5. Where a country's mark stands: as far from its edges as can be, in its largest part.
function anchor(polygons) {
  const size = (points) => {
    const latitude = points.reduce((total, [, y]) => total + y, 0) / points.length;
    return planarArea(points) * Math.cos((latitude * Math.PI) / 180);
  };
  const largest = polygons
    .map((polygon) => polygon.map(ringPoints))
    .reduce((best, rings) => (size(rings[0]) > size(best[0]) ? rings : best));
  const rings = largest.map((ring) => ring.map(project));
  const depth = (x, y) => {
    let inside = false;
    let least = Infinity;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
        const length = (bx - ax) ** 2 + (by - ay) ** 2;
        const along = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
        least = Math.min(least, Math.hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y));
      }
    }
    return inside ? least : -least;
  };
  const xs = rings[0].map(([x]) => x);
  const ys = rings[0].map(([, y]) => y);
  let [west, east] = [Math.min(...xs), Math.max(...xs)];
  let [north, south] = [Math.min(...ys), Math.max(...ys)];
  let best = [-Infinity, 0, 0];
  for (let round = 0; round < 4; round += 1) {
    for (let row = 0; row <= 24; row += 1) {
      for (let column = 0; column <= 24; column += 1) {
        const x = west + ((east - west) * column) / 24;
        const y = north + ((south - north) * row) / 24;
        const found = depth(x, y);
        if (found > best[0]) best = [found, x, y];
      }
    }
    const [halfX, halfY] = [(east - west) / 12, (south - north) / 12];
    [west, east, north, south] = [best[1] - halfX, best[1] + halfX, best[2] - halfY, best[2] + halfY];
  }
  return [Math.round(best[1] + SIDE) % SIDE, Math.round(best[2])];
}

// 6. The bytes.
const bytes = [...Buffer.from('SHAPES1\n')];
const number = (value) => {
  while (value >= 128) {
    bytes.push((value % 128) + 128);
    value = Math.floor(value / 128);
  }
  bytes.push(value);
};
const signed = (value) => (value < 0 ? -2 * value - 1 : 2 * value);
const places = new Map();
const kept = arcs.flatMap((arc, old) => {
  if (!beside[old].size) return [];
  const points = arc.map(project).filter(([x, y], place, all) => !place || place === all.length - 1 || x !== all[place - 1][0] || y !== all[place - 1][1]);
  const level = levels(points);
  places.set(old, places.size);
  return [{ kind: kind(beside[old]), points: points.map(([x, y], place) => [x, y, level[place]]).filter(([, , zoom]) => zoom <= FINEST) }];
});
number(kept.length);
let total = 0;
for (const { kind, points } of kept) {
  number(points.length * 4 + kind);
  total += points.length;
  let [x, y] = [0, 0];
  for (const [nextX, nextY, zoom] of points) {
    number(signed(nextX - x) * 16 + zoom);
    number(signed(nextY - y));
    [x, y] = [nextX, nextY];
  }
}
number(countries.size);
for (const code of [...countries.keys()].sort()) {
  const polygons = countries.get(code);
  bytes.push(...Buffer.from(code));
  anchor(polygons).forEach(number);
  const rings = polygons.flat();
  number(rings.length);
  for (const ring of rings) {
    number(ring.length);
    for (const arc of ring) number(arc < 0 ? 2 * places.get(~arc) + 1 : 2 * places.get(arc));
  }
}
writeFileSync(new URL('shapes.bin', import.meta.url), Buffer.from(bytes));
console.log(`shapes.bin: ${countries.size} countries, ${kept.length} arcs, ${total} points, ${bytes.length} bytes`);
