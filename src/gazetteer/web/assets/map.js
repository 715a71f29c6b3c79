"use strict";

const DATA_MAP = `query DataMap($groupBy: MapGrouping!, $scope: FieldFilter, $after: String) {
  dataMap(groupBy: $groupBy, scope: $scope, first: 500, after: $after) {
    nodes {
      id kind name source dataset owner effectiveLevel fieldCount coverage
      levels { level fieldCount }
      elements { id label level fieldCount }
    }
    edges { from to how transformation job flowCount lastSeen elements { id label level fieldCount } }
    complete unassigned
    problems { message ... on Incomplete { at count } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const IN_USE = "{ elements(inUse: true) { id label } }";

const GROUPINGS = [["SYSTEM", "systems"], ["SOURCE", "sources"], ["DATASET", "datasets"]];
const SCOPE_LEVELS = [
  [null, "all levels"], ["SENSITIVE", "sensitive"], ["PERSONAL", "personal"],
  ["NON_PERSONAL_ALONE", "not personal alone"], ["NONE", "nothing found"], ["UNKNOWN", "not read"],
];
const MAP_DEFAULTS = { groupBy: "SYSTEM", elements: "", level: null, node: null };

let drawnMap = null; // what is shown: its settings, nodes and edges, and the drawing
let askedMap = 0;

function mapSettings(query) {
  return {
    groupBy: oneOf(GROUPINGS.map(([value]) => value), query.get("groupBy"), "SYSTEM"),
    elements: query.get("elements") ?? "",
    level: oneOf(SCOPE_LEVELS.map(([value]) => value), query.get("level"), null),
    node: query.get("node"),
  };
}

function mapAddress(settings) {
  return addressOf("map", settings, MAP_DEFAULTS);
}

function scopeOf({ elements, level }) {
  const ids = elements.split(/[\s,]+/u).filter(Boolean);
  const scope = { ...(ids.length ? { elements: ids } : {}), ...(level ? { effectiveLevels: [level] } : {}) };
  return Object.keys(scope).length ? scope : null;
}

function showMapControls(settings) {
  const go = (change) => {
    location.hash = mapAddress({ ...settings, node: null, ...change });
  };
  choices(byId("map-groups"), GROUPINGS, settings.groupBy, (groupBy) => go({ groupBy }));
  choices(byId("map-levels"), SCOPE_LEVELS, settings.level, (level) => go({ level }));
  const input = byId("map-elements");
  input.value = settings.elements;
  byId("map-scope").onsubmit = (event) => {
    event.preventDefault();
    go({ elements: input.value.trim() });
  };
  input.onchange = () => go({ elements: input.value.trim() });
}

async function offerElements() {
  const offered = byId("map-elements-known");
  if (offered.children.length) {
    return;
  }
  try {
    const { elements } = await askWhole(IN_USE, {});
    offered.replaceChildren(
      ...elements.map(({ id, label }) => {
        const option = element("option", label);
        option.value = id;
        return option;
      }),
    );
  } catch {
    offered.replaceChildren(); // one can still type
  }
}

async function showMap(query) {
  const settings = mapSettings(query);
  showMapControls(settings);
  offerElements();
  const { node, ...asked } = settings;
  const key = JSON.stringify(asked);
  if (drawnMap?.key === key) {
    drawnMap.settings = settings;
    chooseNode(node);
    return;
  }
  drawnMap = null;
  clearMap();
  await askMap({ key, settings, nodes: new Map(), edges: [] });
}

async function askMap(map, after) {
  const mine = ++askedMap;
  const note = byId("map-note");
  byId("map-more").hidden = true;
  say(note, "asking …");
  try {
    const { groupBy } = map.settings;
    const { dataMap } = await askWhole(DATA_MAP, { groupBy, scope: scopeOf(map.settings), after });
    if (mine !== askedMap) {
      return; // something else was chosen meanwhile
    }
    dataMap.nodes.forEach((node) => map.nodes.set(node.id, node));
    map.edges.push(...dataMap.edges);
    drawnMap = map;
    drawMap(dataMap);
  } catch (error) {
    if (mine === askedMap) {
      byId("map-more").hidden = !after;
      say(note, `The data map could not be read: ${error.message}`, true);
    }
  }
}

function clearMap() {
  for (const place of ["map-drawing", "map-edges"]) {
    byId(place).replaceChildren();
  }
  for (const place of ["map-detail", "map-problems", "map-legend", "map-table"]) {
    byId(place).hidden = true;
  }
}

function drawMap({ unassigned, complete, problems, pageInfo }) {
  const { nodes, edges, settings } = drawnMap;
  drawnMap.ends = { from: grouped(edges, ({ from }) => from), to: grouped(edges, ({ to }) => to) };
  drawnMap.drawing = null;
  clearMap();
  showProblems(byId("map-problems"), { complete, problems });
  say(byId("map-note"), mapText(unassigned, pageInfo.hasNextPage));
  const more = byId("map-more");
  more.hidden = !pageInfo.hasNextPage;
  more.onclick = () => askMap(drawnMap, pageInfo.endCursor);
  if (!nodes.size) {
    return;
  }
  byId("map-legend").hidden = false;
  byId("map-table").hidden = false;
  byId("map-table").open ||= matchMedia("(max-width: 40rem)").matches;
  const address = ({ id }) => mapAddress({ ...settings, node: id });
  showEdgeTable(byId("map-edges"), "Edges of the data map", edges, nodes, { address });
  drawnMap.drawing = drawGraph(byId("map-drawing"), { caption: "Data map", columns: mapColumns(), edges, boxOf: mapBox });
  chooseNode(settings.node);
}

function mapText(unassigned, isCut) {
  const { nodes, edges, settings } = drawnMap;
  if (!nodes.size) {
    return scopeOf(settings)
      ? "No field is in this scope."
      : "Nothing to draw yet. Fill the inventory with: gazetteer scan SOURCE; and name recipients with: gazetteer policy import FILE";
  }
  const soFar = isCut ? " so far" : "";
  const place = settings.groupBy === "SYSTEM" ? "; they stand under their sources, with a dashed frame" : "";
  const loose = unassigned
    ? `${plural(unassigned, "dataset")} in no system${place}`
    : "every dataset is in a system";
  return `${plural(nodes.size, "node")}${soFar}, ${plural(edges.length, "edge")}; ${loose}.`;
}

function mapColumns() {
  const all = [...drawnMap.nodes.values()];
  const middle = GROUPINGS.find(([value]) => value === drawnMap.settings.groupBy)[1];
  const columns = [
    ["Origins", all.filter(({ kind }) => kind === "ORIGIN")],
    [`${middle[0].toUpperCase()}${middle.slice(1)}`, all.filter(({ kind }) => kind !== "ORIGIN" && kind !== "RECIPIENT")],
    ["Recipients", all.filter(({ kind }) => kind === "RECIPIENT")],
  ];
  return columns.map(([title, nodes]) => ({ title: `${title} (${number(nodes.length)})`, nodes }));
}

function edgesAt(id) {
  const { ends } = drawnMap;
  return { into: ends.to.get(id) ?? [], out: ends.from.get(id) ?? [] };
}

// What no scan reads has the highest level of what goes to it or comes from it.
function mapLevel(node) {
  const { into, out } = edgesAt(node.id);
  return node.fieldCount ? node.effectiveLevel : highestLevel([...into, ...out].map(edgeLevel));
}

function isLoose({ kind }) {
  return kind === "PLACEHOLDER" || (kind === "SOURCE" && drawnMap.settings.groupBy === "SYSTEM");
}

function mapBox(node) {
  const level = mapLevel(node);
  const box = element("button", undefined, `node ${level}${isLoose(node) ? " loose" : ""}`);
  box.type = "button";
  const { into, out } = edgesAt(node.id);
  const ways = [into.length ? `${into.length} in` : "", out.length ? `${out.length} out` : ""].filter(Boolean).join(", ");
  const size = node.fieldCount ? plural(node.fieldCount, "field") : isLoose(node) ? KIND_WORDS[node.kind] : "";
  const words = [level === "UNKNOWN" ? null : wordOf(level), size, ways || "no edges"].filter(Boolean).join(" · ");
  const lies = node.kind === "DATASET" ? [nameIn("small", node.source)] : [];
  box.append(nameIn("span", node.name, "name"), ...lies, nameIn("small", words));
  box.addEventListener("click", () => {
    const chosen = drawnMap.settings.node === node.id ? null : node.id;
    history.replaceState(null, "", mapAddress({ ...drawnMap.settings, node: chosen }));
    chooseNode(chosen);
  });
  return box;
}

function chooseNode(id) {
  const node = drawnMap.nodes.get(id) ?? null;
  drawnMap.settings.node = node ? id : null;
  drawnMap.drawing?.select(node ? id : null);
  const panel = byId("map-detail");
  panel.hidden = node === null;
  askedNode += 1;
  if (node) {
    panel.replaceChildren(...nodePanel(node));
    showMore(node, panel);
    if (matchMedia("(max-width: 60rem)").matches) {
      panel.scrollIntoView({ block: "nearest" });
    }
  }
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawnMap?.settings.node && !byId("view-map").hidden) {
    const box = drawnMap.drawing.boxes.get(drawnMap.settings.node);
    box.click();
    box.focus();
  }
});
