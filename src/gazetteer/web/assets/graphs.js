"use strict";

// What the data map and the lineage view share: nodes as boxes in columns, the edges between them as SVG behind the boxes, and
// the same edges in words.

const SVG = "http://www.w3.org/2000/svg";
const LEVEL_ORDER = ["SENSITIVE", "PERSONAL", "NON_PERSONAL_ALONE", "NONE", "UNKNOWN"];
const LONGEST_TITLE = 400;
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
  const ids = columns.map(({ nodes }) => nodes.map(({ id }) => id));
  const { lanes, routed } = lanesOf(ids, edges.filter(({ from, to }) => nodeOf.has(from) && nodeOf.has(to)));
  const orders = untangled(ids.map((some, rank) => [...some, ...lanes[rank]]), routed.flatMap(hopsOf));
  const stops = new Map();
  columns.forEach(({ title }, rank) => {
    const list = element("ol");
    for (const id of orders[rank]) {
      const item = element("li", undefined, nodeOf.has(id) ? "" : "lane");
      list.append(item);
      if (nodeOf.has(id)) {
        const box = boxOf(nodeOf.get(id));
        box.dataset.node = id;
        boxes.set(id, box);
        item.append(box);
      } else {
        item.setAttribute("aria-hidden", "true");
      }
      stops.set(id, item);
    }
    const column = element("section", undefined, "column");
    column.append(element("h3", title), list);
    body.append(column);
  });
  body.classList.toggle("tall", orders.some((ids) => ids.length > 40));
  frame.append(lines, body);
  place.replaceChildren(frame);
  const drawing = { frame, lines, body, boxes, stops, edges: routed, labelOf, groups: new Map(), selected: null, size: "" };
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

function placesOf({ body, stops }) {
  const corner = body.getBoundingClientRect();
  return new Map(
    [...stops].map(([id, box]) => {
      const { left, right, top, height } = box.getBoundingClientRect();
      return [id, { left: left - corner.left, right: right - corner.left, top: top - corner.top, height }];
    }),
  );
}

function drawLines(drawing) {
  const { frame, lines, body, boxes, edges, labelOf, groups } = drawing;
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
  const ports = portsOf(edges, places);
  const taken = [...boxes.keys()].map((id) => {
    const { left, right, top, height } = places.get(id);
    return { left, right, top, bottom: top + height };
  });
  for (const edge of edges) {
    const course = curvesOf(edge, places, ports);
    const label = labelOf ? labelOn(course.curves[0], labelOf(edge), taken) : null;
    const group = edgeGroup(edge, course, label);
    lines.append(group);
    groups.set(group, edge);
  }
  light(drawing, drawing.selected);
}

function edgeGroup(edge, { way, curves }, label) {
  const width = lineWidth(edge);
  const head = HEAD + width / 2;
  const { x2, y2 } = curves.at(-1);
  const end = x2 - way * head;
  const path = curves.map((curve, rank) => {
    const stop = rank === curves.length - 1 ? end : curve.x2;
    const begin = `${rank ? "L" : "M"}${curve.x1} ${curve.y1}`;
    return `${begin}C${curve.bend1} ${curve.y1} ${curve.bend2} ${curve.y2} ${stop} ${curve.y2}`;
  });
  const group = svg("g", {}, `edge ${edgeLevel(edge)} ${knowledgeOf(edge)}`);
  const title = svg("title", {});
  title.textContent = shortened(edgeText(edge));
  group.append(
    title,
    svg("path", { d: path.join(""), "stroke-width": width.toFixed(1) }, "line"),
    svg("path", { d: `M${x2} ${y2}L${end} ${y2 - head / 1.6}L${end} ${y2 + head / 1.6}Z` }, "head"),
  );
  if (label) {
    const words = svg("text", { x: label.x.toFixed(1), y: label.y.toFixed(1), "text-anchor": "middle" });
    words.textContent = label.text;
    group.append(words);
  }
  return group;
}

function light({ frame, groups, boxes, edges }, id) {
  frame.classList.toggle("lit", id !== null && boxes.has(id));
  const near = new Set([id, ...edges.filter(({ from, to }) => from === id || to === id).flatMap(({ from, to }) => [from, to])]);
  for (const [group, { from, to }] of groups) {
    group.classList.toggle("on", from === id || to === id);
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
