"use strict";

// The panel of one node of the data map.

const MAP_NODE = `query MapNode($id: ID!) {
  node(id: $id) {
    ... on System { country datasets(first: 50) { totalCount edges { node { id name source { name } } } } }
    ... on Source { kind location }
    ... on Recipient { country via { name } declarations { policy { name } section declared mechanism purpose } }
  }
}`;

let askedNode = 0;

function nodePanel(node) {
  const close = element("button", "Close");
  close.type = "button";
  close.addEventListener("click", () => drawnMap.drawing.boxes.get(node.id).click());
  const facts = element("dl", undefined, "facts");
  const levels = node.levels.map(({ level, fieldCount }) => `${wordOf(level)} ${number(fieldCount)}`).join(", ");
  facts.append(
    fact("Kind", KIND_WORDS[node.kind]),
    fact("Highest level", levelWord(mapLevel(node))),
    ...(node.source && node.source !== node.name ? [fact("Source", node.source)] : []),
    ...(node.fieldCount ? [fact("Fields", number(node.fieldCount)), fact("By level", levels)] : []),
    ...(node.coverage === "UNKNOWN" ? [] : [fact("Coverage", wordOf(node.coverage))]),
    fact("Owner", node.owner ?? "nobody is named"),
    ...(node.elements.length ? [fact("Elements", elementsText(node.elements))] : []),
  );
  const links = element("p", undefined, "links");
  const grain = { SYSTEM: "SYSTEM", SOURCE: "SYSTEM" }[node.kind] ?? "DATASET";
  links.append(
    ...(node.kind === "DATASET" ? [linkTo("Dataset and its fields", `#datasets/${encodeURIComponent(node.id)}`)] : []),
    linkTo("Lineage", lineageAddress({ id: node.id, grain })),
  );
  const { into, out } = edgesAt(node.id);
  const more = element("div", undefined, "more");
  return [close, nameIn("h3", node.name), facts, links, more, ...edgeList("Comes from", into, "from"), ...edgeList("Goes to", out, "to")];
}

function edgeList(title, edges, far) {
  if (!edges.length) {
    return [];
  }
  const list = element("ul");
  for (const edge of edges) {
    const node = drawnMap.nodes.get(edge[far]);
    const item = element("li");
    const count = fieldsAlong(edge) ? `fields: ${number(fieldsAlong(edge))}` : "declared only";
    const words = [howText(edge), edgeLabel(edge), count, elementsText(edge.elements)].filter(Boolean).join("; ");
    item.append(linkTo(node?.name ?? edge[far], mapAddress({ ...drawnMap.settings, node: edge[far] })), element("small", words));
    list.append(item);
  }
  return [element("h4", `${title} (${number(edges.length)})`), list];
}

// What only the thing itself knows: a system's datasets, what policies say of a recipient.
async function showMore({ id, kind }, panel) {
  if (!["SYSTEM", "SOURCE", "RECIPIENT"].includes(kind)) {
    return;
  }
  const mine = askedNode;
  const place = panel.querySelector(".more");
  try {
    const { node } = await askWhole(MAP_NODE, { id });
    if (mine === askedNode && node) {
      place.replaceChildren(...moreOf(node));
    }
  } catch (error) {
    if (mine === askedNode) {
      place.replaceChildren(element("p", `More could not be read: ${error.message}`, "note bad"));
    }
  }
}

function moreOf({ country, datasets, location: place, via, declarations }) {
  const list = element("ul");
  const title = (text) => element("h4", text);
  for (const { node } of datasets?.edges ?? []) {
    const item = element("li");
    item.append(linkTo(node.name, `#datasets/${encodeURIComponent(node.id)}`), element("small", node.source.name));
    list.append(item);
  }
  for (const { policy, section, declared, mechanism, purpose } of declarations ?? []) {
    const item = element("li", purpose);
    const words = [policy.name, section, wordOf(declared), wordOf(mechanism)].filter(Boolean).join(" · ");
    item.append(element("small", words));
    list.append(item);
  }
  const words = [country ? `Country: ${country}` : "", via?.length ? `Through ${via.map(({ name }) => name).join(", ")}` : "", place ?? ""];
  return [
    ...words.filter(Boolean).map((text) => element("p", text, "note")),
    ...(datasets ? [title(`Datasets (${number(datasets.totalCount)})`)] : []),
    ...(declarations ? [title(declarations.length ? "What policies say" : "No policy names it")] : []),
    list,
  ];
}
