"use strict";

// Where boxes and lines of a drawing go: plain geometry, without the page.

const LONGEST_LABEL = 24;
const LABEL_PLACES = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2]; // along a line

// Edges that pass columns get a lane in each of them, shared by all that have the same end, so that no line runs behind a
// box. Answers with the lanes' ids of each column and the edges with `via`, the lanes that they take.
function lanesOf(columns, edges) {
  const columnOf = new Map(columns.flatMap((ids, rank) => ids.map((id) => [id, rank])));
  const lanes = columns.map(() => new Set());
  const routed = edges.map((edge, key) => {
    const [begin, end] = [columnOf.get(edge.from), columnOf.get(edge.to)];
    const via = [];
    const step = Math.sign(end - begin);
    for (let rank = begin + step; step && rank !== end; rank += step) {
      const lane = `lane ${step} ${rank} ${edge.to}`;
      lanes[rank].add(lane);
      via.push(lane);
    }
    return { ...edge, key, via };
  });
  return { lanes: lanes.map((some) => [...some]), routed };
}

function hopsOf({ from, via, to }) {
  const stops = [from, ...via, to];
  return stops.slice(1).map((stop, rank) => ({ from: stops[rank], to: stop }));
}

// Puts every column in the order of the mean places of its neighbours, to and fro, so that fewer edges cross.
function untangled(columns, edges) {
  const place = new Map();
  const pairs = edges.flatMap(({ from, to }) => [[from, to], [to, from]]);
  const neighbours = grouped(pairs, ([near]) => near, ([, far]) => far);
  const note = (ids) => ids.forEach((id, rank) => place.set(id, (rank + 0.5) / ids.length));
  const ordered = columns.map((ids) => [...ids]);
  ordered.forEach(note);
  for (let sweep = 0; sweep < 6; sweep += 1) {
    const turn = sweep % 2 ? [...ordered].reverse() : ordered;
    for (const ids of turn) {
      const wanted = new Map(ids.map((id) => [id, meanPlace(id, ids, neighbours.get(id) ?? [], place)]));
      ids.sort((one, other) => wanted.get(one) - wanted.get(other));
      note(ids);
    }
  }
  return ordered;
}

function meanPlace(id, column, neighbours, place) {
  const inside = new Set(column.length > 1 ? column : []);
  const near = neighbours.filter((other) => place.has(other) && !inside.has(other));
  return near.length ? near.reduce((sum, other) => sum + place.get(other), 0) / near.length : place.get(id);
}

// Which way an edge goes on the screen: 1 to the right, -1 to the left, 0 to a box of the same column.
function wayOf(from, to) {
  return Math.abs(from.left - to.left) < 4 ? 0 : Math.sign(to.left - from.left);
}

// Where the edges meet the boxes: spread over each side of a box in the order of the boxes at their other ends.
function portsOf(edges, places) {
  const ends = edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    const [next, last] = edge.via.length ? [places.get(edge.via[0]), places.get(edge.via.at(-1))] : [to, from];
    const way = wayOf(from, to);
    return [
      { port: `from ${edge.key}`, side: `${way < 0 ? "left" : "right"} ${edge.from}`, box: from, far: next.top },
      { port: `to ${edge.key}`, side: `${way > 0 ? "left" : "right"} ${edge.to}`, box: to, far: last.top },
    ];
  });
  const ports = new Map();
  for (const some of grouped(ends, ({ side }) => side).values()) {
    some.sort((one, other) => one.far - other.far);
    some.forEach(({ port, box }, rank) => ports.set(port, box.top + (box.height * (rank + 1)) / (some.length + 1)));
  }
  return ports;
}

// The curves of an edge, one for each hop, from box to box or lane.
function curvesOf(edge, places, ports) {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  const [y1, y2] = [ports.get(`from ${edge.key}`), ports.get(`to ${edge.key}`)];
  const way = wayOf(from, to);
  if (way === 0) {
    const bend = from.right + 34 + Math.min(Math.abs(y2 - y1) / 12, 60);
    return { way: -1, curves: [{ x1: from.right, y1, x2: to.right, y2, bend1: bend, bend2: bend }] };
  }
  const [near, far] = way > 0 ? ["left", "right"] : ["right", "left"];
  const stops = [
    { leave: from[far], y: y1 },
    ...edge.via.map((id) => {
      const lane = places.get(id);
      return { arrive: lane[near], leave: lane[far], y: lane.top + lane.height / 2 };
    }),
    { arrive: to[near], y: y2 },
  ];
  const curves = stops.slice(1).map((stop, rank) => {
    const { leave: x1, y } = stops[rank];
    const bend = Math.max(Math.abs(stop.arrive - x1) * 0.45, 24) * way;
    return { x1, y1: y, x2: stop.arrive, y2: stop.y, bend1: x1 + bend, bend2: stop.arrive - bend };
  });
  return { way, curves };
}

function textWidth(text) {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 12 : 6.4), 0);
}

// The words of an edge beside its first curve, where nothing else stands; null where there is no room.
function labelOn({ x1, y1, x2, y2, bend1, bend2 }, words, taken) {
  const room = Math.abs(x2 - x1) - 24;
  const text = shortened(words, Math.min(Math.max(Math.floor(room / 6.6), 0), LONGEST_LABEL));
  if (room < 60 || !text) {
    return null;
  }
  const half = textWidth(text) / 2;
  for (const t of LABEL_PLACES) {
    const [x, y] = [[x1, bend1, bend2, x2], [y1, y1, y2, y2]].map((points) => onCurve(points, t));
    const box = { left: x - half, right: x + half, top: y - 14, bottom: y };
    const meets = (other) =>
      box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
    if (!taken.some(meets)) {
      taken.push(box);
      return { text, x, y: y - 4 };
    }
  }
  return null;
}

function onCurve([a, b, c, d], t) {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
