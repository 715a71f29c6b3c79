"use strict";

// Flows in words: how an edge is known, what happens on it, and tables of edges that say all that a drawing shows.

const HOW_WORDS = {
  DECLARED: "declared",
  OPENLINEAGE: "reported by a job",
  SQL: "SQL",
  DBT: "dbt",
  KEY: "foreign key",
  QUERY_LOG: "query log",
  OVERLAP: "values coincide",
  UNKNOWN: "not known",
};

const CHANGE_WORDS = {
  IDENTITY: "as it is",
  TRANSFORMATION: "computed",
  ENCRYPTION: "encrypted",
  HASHING: "hashed",
  MASKING: "masked",
  AGGREGATION: "aggregated",
  INDIRECT: "filters, joins or sorts",
  UNKNOWN: "not stated",
};

const KIND_WORDS = {
  FIELD: "field",
  DATASET: "dataset",
  SOURCE: "source",
  SYSTEM: "system",
  RECIPIENT: "recipient",
  ORIGIN: "origin",
  JOB: "job",
  PLACEHOLDER: "not scanned",
  UNKNOWN: "not known",
};

const DECLARED_WORDS = {
  EXPLICIT: "declared by name",
  CATEGORY: "declared by its kind",
  UNSPECIFIED: "left open by the policy",
  IMPLIED: "only implied",
  UNDECLARED: "no policy declares it",
  UNKNOWN: "",
};

const OBSERVED = ["OPENLINEAGE", "SQL", "DBT", "KEY", "QUERY_LOG"];
const EDGE_TITLES = [["From"], ["To"], ["Known by"], ["On the way"], ["Job"], ["Fields", "count"], ["Elements"]];
const EDGE_ROWS = 200;
const MOST_ELEMENTS = 8;

// One word for the style of a line: what somebody saw outweighs what somebody says, and that what was only inferred.
function knowledgeOf({ how }) {
  if (how.some((one) => OBSERVED.includes(one))) {
    return "observed";
  }
  return how.length === 1 && how[0] === "OVERLAP" ? "inferred" : "declared";
}

function howText({ how }) {
  return how.map((one) => HOW_WORDS[one]).join(", ");
}

function edgeLabel({ transformation, job }) {
  return [transformation === "UNKNOWN" ? null : CHANGE_WORDS[transformation], job].filter(Boolean).join(" · ");
}

function elementsText(elements) {
  const named = elements.slice(0, MOST_ELEMENTS).map(({ label, fieldCount }) => (fieldCount > 1 ? `${label} (${fieldCount})` : label));
  const rest = elements.length - named.length;
  return [...named, ...(rest ? [`${rest} more`] : [])].join(", ");
}

function edgeText(edge) {
  return [howText(edge), edgeLabel(edge), elementsText(edge.elements)].filter(Boolean).join("; ");
}

function edgeCells(edge) {
  const fields = fieldsAlong(edge);
  const elements = edge.elements.length ? cell(elementsText(edge.elements)) : cell("none known", "soft");
  return [
    cell(howText(edge), `knowledge ${knowledgeOf(edge)}`),
    cell(CHANGE_WORDS[edge.transformation]),
    edge.job === null ? cell("not named", "soft") : nameIn("td", edge.job),
    fields ? cell(number(fields), "count") : cell("declared only", "count soft"),
    elements,
  ];
}

// A node's name as a link, with where it lies.
function nodeLink(node, address) {
  const link = element("a");
  link.href = address(node);
  link.append(element("bdi", node.name));
  const place = [node.source, node.dataset].filter((one) => one && one !== node.name).join(" · ");
  return [link, element("small", place || KIND_WORDS[node.kind])];
}

// Where a flow stands, and what is special about it.
function proofCell(flow) {
  if (!flow) {
    return cell("not known", "soft");
  }
  const made = cell([...new Set(flow.proof.map(({ text, saidBy }) => text || saidBy))].join("; "));
  const coincide = flow.containment === null ? "" : `${Math.round(flow.containment * 100)} % of the values`;
  const words = [
    DECLARED_WORDS[flow.declared],
    flow.mechanism === "UNKNOWN" ? "" : wordOf(flow.mechanism),
    coincide,
    flow.isDirected ? "" : "which way is not known",
  ];
  made.append(element("small", words.filter(Boolean).join("; "), flow.declared === "UNDECLARED" ? "undeclared" : ""));
  return made;
}

function edgeLine(edge, nodes, { address, proofOf }) {
  const to = element("td");
  to.append(...nodeLink(nodes.get(edge.to), address));
  const proof = proofOf ? [proofCell(proofOf(edge))] : [];
  return line(rowHeader(...nodeLink(nodes.get(edge.from), address)), to, ...edgeCells(edge), ...proof);
}

// The edges as a table, the first 200 of them and a button for more: `address` leads to a node, `proofOf` (optional) gives
// the flow behind an edge.
function showEdgeTable(place, caption, edges, nodes, { address, proofOf }) {
  const titles = [...EDGE_TITLES, ...(proofOf ? [["Told by"]] : [])];
  const names = (edge) => [nodes.get(edge.from).name, nodes.get(edge.to).name].join("\n");
  const known = edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  const sorted = known.map((edge) => [names(edge), edge]).sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
  const rest = sorted.map(([, edge]) => edge);
  const take = () => rest.splice(0, EDGE_ROWS).map((edge) => edgeLine(edge, nodes, { address, proofOf }));
  const first = take();
  if (!first.length) {
    place.replaceChildren(element("p", "There are no edges.", "note"));
    return;
  }
  const more = element("button", "Show more edges");
  more.type = "button";
  more.hidden = rest.length === 0;
  more.addEventListener("click", () => {
    extend(place.id, titles, take());
    more.hidden = rest.length === 0;
  });
  place.replaceChildren(table(caption, titles, first), more);
}

// What an answer lacks, as a banner in words; nothing where it is complete.
function showProblems(place, { complete, problems }) {
  place.hidden = complete;
  const items = problems.map(({ message, at, count }) => {
    const item = element("li", typeof count === "number" ? `${message} (${number(count)})` : message);
    if (at) {
      const link = element("a", "Go on from there");
      link.href = lineageAddress({ id: at });
      item.append(" ", link);
    }
    return item;
  });
  const list = element("ul");
  list.append(...items);
  place.replaceChildren(...(complete ? [] : [element("strong", "This picture is not complete."), list]));
}

// What follows the name in the address: `#map?groupBy=SOURCE&level=PERSONAL`; what is not set is left out.
function addressOf(view, settings, defaults) {
  const set = Object.entries(settings).filter(([name, value]) => value !== defaults[name] && value !== null && value !== "");
  const query = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return query ? `#${view}?${query}` : `#${view}`;
}

function oneOf(known, value, otherwise) {
  return known.includes(value) ? value : otherwise;
}
