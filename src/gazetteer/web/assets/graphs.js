"use strict";

// What the data map and the lineage view share: nodes as boxes in columns, the edges between them as SVG behind the boxes, and
// the same edges in words.

const SVG = "http://www.w3.org/2000/svg";
const LEVEL_ORDER = ["SENSITIVE", "PERSONAL", "NON_PERSONAL_ALONE", "NONE", "UNKNOWN"];
const LONGEST_TITLE = 400;
const LONGEST_LABEL = 24;
const LABEL_PLACES = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.87, 0.13]; // along a line
const HEAD = 7;

function svg(tag, attributes, kind) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  if (kind) {
    made.setAttribute("class", kind);
  }
  return made;
}

function shortened(text, longest = LONGEST_TITLE) {
  const letters = [...text];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join("")}…` : text;
}

// A name in its own direction, on one line, with an ellipsis where it is too long; whole in its title.
function nameIn(tag, text, kind) {
  const made = element(tag, undefined, kind);
  made.append(element("bdi", text));
  made.title = shortened(text);
  return made;
}

function highestLevel(levels) {
  return LEVEL_ORDER.find((level) => levels.includes(level)) ?? "UNKNOWN";
}

function edgeLevel(edge) {
  return highestLevel(edge.elements.map(({ level }) => level));
}

// A field counts once for each of its elements; 0 where a flow is only declared.
function fieldsAlong(edge) {
  return edge.elements.reduce((sum, { fieldCount }) => sum + fieldCount, 0);
}

function lineWidth(edge) {
  return Math.min(1.5 + 1.2 * Math.log2(1 + fieldsAlong(edge)), 11);
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

// A drawing: `columns` are {title, nodes}, `boxOf` makes the box of a node, `labelOf` (optional) the words on an edge.
// Answers with the boxes by id and `select`, which keeps a node's edges lit.
function drawGraph(place, { caption, columns, edges, boxOf, labelOf }) {
  const frame = element("div", undefined, "graph");
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", caption);
  const lines = svg("svg", { "aria-hidden": "true", focusable: "false" }, "lines");
  const body = element("div", undefined, "columns");
  const boxes = new Map();
  const nodeOf = new Map(columns.flatMap(({ nodes }) => nodes.map((node) => [node.id, node])));
  const orders = untangled(columns.map(({ nodes }) => nodes.map(({ id }) => id)), edges);
  columns.forEach(({ title }, rank) => {
    const list = element("ol");
    for (const id of orders[rank]) {
      const box = boxOf(nodeOf.get(id));
      box.dataset.node = id;
      boxes.set(id, box);
      const item = element("li");
      item.append(box);
      list.append(item);
    }
    const column = element("section", undefined, "column");
    column.append(element("h3", title), list);
    body.append(column);
  });
  body.classList.toggle("tall", orders.some((ids) => ids.length > 40));
  frame.append(lines, body);
  place.replaceChildren(frame);
  const drawing = { frame, lines, body, boxes, edges, labelOf, groups: new Map(), selected: null, size: "" };
  wireLight(drawing);
  wireArrows(frame);
  drawLines(drawing);
  new ResizeObserver(() => drawLines(drawing)).observe(body);
  return {
    boxes,
    select(id) {
      drawing.selected = id;
      for (const [one, box] of boxes) {
        if (box.tagName === "BUTTON") {
          box.setAttribute("aria-pressed", String(one === id));
        }
      }
      light(drawing, id);
    },
  };
}

function placesOf({ body, boxes }) {
  const corner = body.getBoundingClientRect();
  return new Map(
    [...boxes].map(([id, box]) => {
      const { left, right, top, height } = box.getBoundingClientRect();
      return [id, { left: left - corner.left, right: right - corner.left, top: top - corner.top, height }];
    }),
  );
}

// Which way an edge goes on the screen: 1 to the right, -1 to the left, 0 to a box of the same column.
function wayOf(from, to) {
  return Math.abs(from.left - to.left) < 4 ? 0 : Math.sign(to.left - from.left);
}

// Where the edges meet the boxes: spread over each side of a box in the order of the boxes at their other ends.
function portsOf(edges, places) {
  const ends = edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    const way = wayOf(from, to);
    return [
      { port: `from ${edge.key}`, side: `${way < 0 ? "left" : "right"} ${edge.from}`, box: from, far: to.top },
      { port: `to ${edge.key}`, side: `${way > 0 ? "left" : "right"} ${edge.to}`, box: to, far: from.top },
    ];
  });
  const ports = new Map();
  for (const some of grouped(ends, ({ side }) => side).values()) {
    some.sort((one, other) => one.far - other.far);
    some.forEach(({ port, box }, rank) => ports.set(port, box.top + (box.height * (rank + 1)) / (some.length + 1)));
  }
  return ports;
}

function drawLines(drawing) {
  const { frame, lines, body, boxes, labelOf, groups } = drawing;
  const size = `${body.scrollWidth} ${body.scrollHeight} ${getComputedStyle(lines).display}`;
  if (!frame.isConnected || size === drawing.size) {
    return;
  }
  drawing.size = size;
  groups.clear();
  lines.replaceChildren();
  if (getComputedStyle(lines).display === "none") {
    return; // on narrow screens boxes stand below each other, and a table has the edges
  }
  lines.setAttribute("width", body.scrollWidth);
  lines.setAttribute("height", body.scrollHeight);
  const places = placesOf(drawing);
  const known = drawing.edges.filter(({ from, to }) => boxes.has(from) && boxes.has(to));
  const edges = known.map((edge, rank) => ({ ...edge, key: rank }));
  const ports = portsOf(edges, places);
  const taken = [...places.values()].map(({ left, right, top, height }) => ({ left, right, top, bottom: top + height }));
  for (const edge of edges) {
    const line = lineOf(places.get(edge.from), places.get(edge.to), ports.get(`from ${edge.key}`), ports.get(`to ${edge.key}`));
    const group = edgeGroup(edge, line);
    const label = labelOf ? labelAt(line, labelOf(edge), taken) : null;
    group.append(...(label ? [label] : []));
    lines.append(group);
    groups.set(group, edge);
  }
  light(drawing, drawing.selected);
}

function lineOf(from, to, y1, y2) {
  const way = wayOf(from, to);
  if (way === 0) {
    const bend = from.right + 34 + Math.min(Math.abs(y2 - y1) / 12, 60);
    return { x1: from.right, y1, x2: to.right, y2, bend1: bend, bend2: bend, way: -1 };
  }
  const [x1, x2] = way > 0 ? [from.right, to.left] : [from.left, to.right];
  const bend = Math.max(Math.abs(x2 - x1) * 0.45, 24) * way;
  return { x1, y1, x2, y2, bend1: x1 + bend, bend2: x2 - bend, way };
}

function edgeGroup(edge, { x1, y1, x2, y2, bend1, bend2, way }) {
  const width = lineWidth(edge);
  const head = HEAD + width / 2;
  const end = x2 - way * head;
  const group = svg("g", {}, `edge ${edgeLevel(edge)} ${knowledgeOf(edge)}`);
  const title = svg("title", {});
  title.textContent = shortened(edgeText(edge));
  group.append(
    title,
    svg("path", { d: `M${x1} ${y1}C${bend1} ${y1} ${bend2} ${y2} ${end} ${y2}`, "stroke-width": width.toFixed(1) }, "line"),
    svg("path", { d: `M${x2} ${y2}L${end} ${y2 - head / 1.6}L${end} ${y2 + head / 1.6}Z` }, "head"),
  );
  return group;
}

function textWidth(text) {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 12 : 6.4), 0);
}

// The words of an edge, beside the place on its line where nothing else stands; null where there is none.
function labelAt({ x1, y1, x2, y2, bend1, bend2 }, words, taken) {
  const room = Math.abs(x2 - x1) - 24;
  const text = shortened(words, Math.min(Math.max(Math.floor(room / 6.6), 0), LONGEST_LABEL));
  if (room < 60 || !text) {
    return null;
  }
  const half = textWidth(text) / 2;
  for (const t of LABEL_PLACES) {
    const [x, y] = [[x1, bend1, bend2, x2], [y1, y1, y2, y2]].map((points) => onCurve(points, t));
    const box = { left: x - half, right: x + half, top: y - 14, bottom: y };
    const isInside = box.left > Math.min(x1, x2) && box.right < Math.max(x1, x2);
    const meets = (other) =>
      box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
    if (isInside && !taken.some(meets)) {
      taken.push(box);
      const made = svg("text", { x: x.toFixed(1), y: (y - 4).toFixed(1), "text-anchor": "middle" });
      made.textContent = text;
      return made;
    }
  }
  return null;
}

function onCurve([a, b, c, d], t) {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

function light({ frame, groups, boxes }, id) {
  frame.classList.toggle("lit", id !== null && boxes.has(id));
  const near = new Set([id]);
  for (const [group, { from, to }] of groups) {
    const isNear = from === id || to === id;
    group.classList.toggle("on", isNear);
    if (isNear) {
      near.add(from).add(to);
    }
  }
  for (const [one, box] of boxes) {
    box.classList.toggle("on", near.has(one));
  }
}

function wireLight(drawing) {
  const { frame } = drawing;
  const lightAt = (event) => {
    const box = event.target.closest?.("[data-node]");
    light(drawing, box ? box.dataset.node : drawing.selected);
  };
  frame.addEventListener("mouseover", lightAt);
  frame.addEventListener("focusin", lightAt);
  frame.addEventListener("mouseleave", () => light(drawing, drawing.selected));
  frame.addEventListener("focusout", () => light(drawing, drawing.selected));
}

// Arrow keys go up and down a column, and to the nearest box of the next one.
function wireArrows(frame) {
  frame.addEventListener("keydown", (event) => {
    const box = event.target.closest("[data-node]");
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (!box || !step || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const columns = [...frame.querySelectorAll(".column")].map((column) => [...column.querySelectorAll("[data-node]")]);
    const here = columns.findIndex((column) => column.includes(box));
    const next = step[1] ? columns[here][columns[here].indexOf(box) + step[1]] : nearest(columns[here + step[0]] ?? [], box);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}

function nearest(column, box) {
  const middle = (one) => one.getBoundingClientRect().top + one.offsetHeight / 2;
  const away = (one) => Math.abs(middle(one) - middle(box));
  return column.reduce((best, one) => (best && away(best) <= away(one) ? best : one), null);
}
