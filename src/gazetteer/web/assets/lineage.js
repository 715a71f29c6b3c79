"use strict";

const LINEAGE = `query Lineage(
  $of: ID!, $direction: LineageDirection!, $depth: Int!, $grain: Grain!, $indirect: Boolean!, $after: String
) {
  lineage(of: $of, direction: $direction, depth: $depth, grain: $grain, indirect: $indirect, first: 500, after: $after) {
    nodes {
      id kind name source dataset owner depth effectiveLevel fieldCount coverage
      elements { id label level fieldCount }
    }
    edges { id from to how transformation job flowCount lastSeen elements { id label level fieldCount } }
    complete
    problems { message ... on Incomplete { at count } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const PROOFS = `query Proofs($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Flow { id declared mechanism isDirected containment proof { text saidBy } }
  }
}`;

const DIRECTIONS = [["BOTH", "both ways"], ["UPSTREAM", "where it comes from"], ["DOWNSTREAM", "where it goes"]];
const DEPTHS = [1, 2, 3, 5, 10, 50];
const GRAINS = [["FIELD", "fields"], ["DATASET", "datasets"], ["SYSTEM", "systems"]];
const MOST_PROOFS = 500; // ids of one question
const LINEAGE_DEFAULTS = { direction: "BOTH", depth: 5, grain: "FIELD", indirect: false };

let askedLineage = 0;

function lineageAddress({ id, ...settings }) {
  return addressOf(`lineage/${encodeURIComponent(id)}`, settings, LINEAGE_DEFAULTS);
}

function lineageSettings(id, query) {
  return {
    id,
    direction: oneOf(DIRECTIONS.map(([value]) => value), query.get("direction"), "BOTH"),
    depth: oneOf(DEPTHS, Number(query.get("depth")), 5),
    grain: oneOf(GRAINS.map(([value]) => value), query.get("grain"), "FIELD"),
    indirect: query.get("indirect") === "true",
  };
}

function showLineageControls(settings) {
  const go = (change) => {
    location.hash = lineageAddress({ ...settings, ...change });
  };
  choices(byId("lineage-directions"), DIRECTIONS, settings.direction, (direction) => go({ direction }));
  choices(byId("lineage-depths"), DEPTHS.map((depth) => [depth, plural(depth, "step")]), settings.depth, (depth) => go({ depth }));
  choices(byId("lineage-grains"), GRAINS, settings.grain, (grain) => go({ grain }));
  choices(byId("lineage-indirect"), [[true, "indirect edges too"]], settings.indirect, () => go({ indirect: !settings.indirect }));
}

function showLineage(id, query) {
  const settings = lineageSettings(id, query);
  showLineageControls(settings);
  byId("lineage-title").textContent = "Lineage";
  clearLineage();
  askLineage({ settings, nodes: new Map(), edges: [] });
}

function clearLineage() {
  byId("lineage-facts").replaceChildren();
  byId("lineage-drawing").replaceChildren();
  byId("lineage-edges").replaceChildren();
  for (const place of ["lineage-problems", "lineage-legend", "lineage-table"]) {
    byId(place).hidden = true;
  }
}

async function askLineage(graph, after) {
  const mine = ++askedLineage;
  const note = byId("lineage-note");
  byId("lineage-more").hidden = true;
  if (!graph.settings.id) {
    say(note, "Choose a field of a dataset, or a node of the data map: its lineage is shown here.");
    return;
  }
  say(note, "asking …");
  try {
    const { id: of, ...asked } = graph.settings;
    const { lineage } = await askWhole(LINEAGE, { of, ...asked, after });
    if (mine !== askedLineage) {
      return; // something else was chosen meanwhile
    }
    lineage.nodes.forEach((node) => graph.nodes.set(node.id, node));
    graph.edges.push(...lineage.edges);
    drawLineage(graph, lineage);
  } catch (error) {
    if (mine === askedLineage) {
      byId("lineage-more").hidden = !after;
      say(note, `The lineage could not be read: ${error.message}`, true);
    }
  }
}

function drawLineage(graph, { complete, problems, pageInfo }) {
  const { nodes, edges, settings } = graph;
  clearLineage();
  showProblems(byId("lineage-problems"), { complete, problems });
  const more = byId("lineage-more");
  more.hidden = !pageInfo.hasNextPage;
  more.onclick = () => askLineage(graph, pageInfo.endCursor);
  if (!nodes.size) {
    say(byId("lineage-note"), "There is nothing of this id; it may have left the inventory.");
    return;
  }
  const starts = [...nodes.values()].filter(({ depth }) => depth === 0);
  showStarts(starts);
  say(byId("lineage-note"), lineageText(graph, pageInfo.hasNextPage));
  const address = ({ id }) => lineageAddress({ ...settings, id });
  const boxOf = (node) => lineageBox(node, address(node));
  const drawing = { caption: "Lineage", columns: layersOf(graph), edges, boxOf, labelOf: edgeLabel };
  byId("lineage-legend").hidden = edges.length === 0;
  byId("lineage-table").hidden = edges.length === 0;
  byId("lineage-table").open ||= matchMedia("(max-width: 40rem)").matches;
  tellEdges(graph, address);
  const { boxes } = drawGraph(byId("lineage-drawing"), drawing);
  if (starts.length) {
    centre(boxes.get(starts[0].id));
  }
}

// The table of the edges; in a graph of fields every edge is a flow, which knows where it stands.
async function tellEdges({ nodes, edges, settings }, address) {
  const mine = askedLineage;
  const proofs = new Map();
  const ids = [...new Set(edges.map(({ id }) => id))].slice(0, MOST_PROOFS);
  if (settings.grain === "FIELD" && ids.length) {
    try {
      const found = await askWhole(PROOFS, { ids });
      found.nodes.filter((flow) => flow?.proof).forEach((flow) => proofs.set(flow.id, flow));
    } catch (error) {
      say(byId("lineage-note"), `Where the flows stand could not be read: ${error.message}`, true);
    }
  }
  if (mine === askedLineage) {
    const proofOf = proofs.size ? (edge) => proofs.get(edge.id) : undefined;
    showEdgeTable(byId("lineage-edges"), "Edges of the lineage", edges, nodes, { address, proofOf });
  }
}

// Scrolls the drawing, and only it, so that the start is in its middle.
function centre(box) {
  const frame = box.closest(".graph");
  frame.scrollLeft += box.getBoundingClientRect().left - frame.getBoundingClientRect().left - (frame.clientWidth - box.offsetWidth) / 2;
}

function showStarts(starts) {
  if (!starts.length) {
    return;
  }
  const [start] = starts;
  const others = starts.length > 1 ? ` and ${plural(starts.length - 1, "more node")} of it` : "";
  byId("lineage-title").replaceChildren("Lineage of ", element("bdi", shortened(start.name)), others);
  byId("lineage-facts").replaceChildren(
    fact("Kind", KIND_WORDS[start.kind]),
    ...(start.source ? [fact("Source", start.source)] : []),
    ...(start.dataset ? [fact("Dataset", start.dataset)] : []),
    fact("Highest level", levelWord(start.effectiveLevel)),
    ...(start.elements.length ? [fact("Elements", elementsText(start.elements))] : []),
    ...(start.owner ? [fact("Owner", start.owner)] : []),
  );
}

function lineageText({ nodes, edges }, isCut) {
  if (!edges.length && nodes.size) {
    return "No edge is known from here, or to here, with these settings.";
  }
  return `${plural(nodes.size, "node")}${isCut ? " so far" : ""}, ${plural(edges.length, "edge")}.`;
}

// How far each node is from the starts: steps downstream count up, steps upstream count down; the shorter way decides.
function stepsOf({ nodes, edges }) {
  const starts = [...nodes.values()].filter(({ depth }) => depth === 0).map(({ id }) => id);
  const down = distances(starts, edges, "from", "to");
  const up = distances(starts, edges, "to", "from");
  return new Map(
    [...nodes.values()].map(({ id, depth }) => {
      const [below, above] = [down.get(id) ?? Infinity, up.get(id) ?? Infinity];
      return [id, below === Infinity && above === Infinity ? depth : below <= above ? below : -above];
    }),
  );
}

function distances(starts, edges, near, far) {
  const next = grouped(edges, (edge) => edge[near], (edge) => edge[far]);
  const found = new Map(starts.map((id) => [id, 0]));
  let front = starts;
  for (let step = 1; front.length; step += 1) {
    front = [...new Set(front.flatMap((id) => next.get(id) ?? []))].filter((id) => !found.has(id));
    front.forEach((id) => found.set(id, step));
  }
  return found;
}

function layersOf(graph) {
  const steps = stepsOf(graph);
  const byName = [...graph.nodes.values()].sort((one, other) => one.name.localeCompare(other.name, "en"));
  const layers = grouped(byName, (node) => layerOf(node, steps.get(node.id)));
  return [...layers].sort(([one], [other]) => one - other).map(([step, nodes]) => ({ title: layerTitle(step), nodes }));
}

function layerTitle(step) {
  if (Math.abs(step) === Infinity) {
    return step < 0 ? "Origins" : "Recipients";
  }
  return step === 0 ? "Start" : `${plural(Math.abs(step), "step")} ${step < 0 ? "before" : "after"}`;
}

// Who gives data stands before, who receives it behind all that hold it, however many steps away.
function layerOf({ kind }, step) {
  const isOutside = (kind === "ORIGIN" && step < 0) || (kind === "RECIPIENT" && step > 0);
  return isOutside ? Math.sign(step) * Infinity : step;
}

function lineageBox(node, address) {
  const isLoose = node.kind === "PLACEHOLDER";
  const box = element("a", undefined, `node ${node.effectiveLevel}${isLoose ? " loose" : ""}${node.depth === 0 ? " start" : ""}`);
  box.href = address;
  if (node.depth === 0) {
    box.setAttribute("aria-current", "true");
  }
  const place = [node.source, node.dataset].filter((one) => one && one !== node.name).join(" · ");
  const level = node.effectiveLevel === "UNKNOWN" ? KIND_WORDS[node.kind] : wordOf(node.effectiveLevel);
  box.append(
    nameIn("span", node.name, "name"),
    ...(place ? [nameIn("small", place)] : []),
    nameIn("small", [level, elementsText(node.elements)].filter(Boolean).join(" · ")),
  );
  return box;
}
