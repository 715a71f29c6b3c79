"use strict";

const DATASETS = `query Datasets($rows: [RowKind!], $after: String) {
  datasets(filter: {rowIs: $rows}, first: 50, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { id name kind rowIs fieldCount source { name } levels { level fieldCount } coverage { state } } }
  }
}`;

const DATASET = `query Dataset($id: ID!) {
  node(id: $id) {
    ... on Dataset {
      id name kind comment rowIs fieldCount owner
      system { id name }
      source { name }
      coverage { state rowsRead at }
      fields(orderBy: RISK_DESC, first: 100) {
        totalCount
        edges { node { id path dataType effectiveLevel elements { element { id } score } } }
      }
    }
  }
}`;

const LIST_TITLES = [["Dataset"], ["A row is"], ["Fields", "count"], ["Highest level"], ["Read"]];
const FIELD_TITLES = [["Field"], ["Type"], ["Level"], ["Elements"]];

let rowKind = null;
let asked = 0;

function rowWord(kind) {
  return element("span", ROW_WORDS[kind], `row-kind ${kind}`);
}

function levelWord(level) {
  return element("span", wordOf(level), `level ${level}`);
}

function wrapped(content) {
  const made = element("td");
  made.append(content);
  return made;
}

function datasetLine({ node }) {
  const highest = node.levels[0]?.level;
  return line(
    datasetHeader(node),
    wrapped(rowWord(node.rowIs)),
    cell(number(node.fieldCount), "count"),
    highest ? wrapped(levelWord(highest)) : cell("no fields", "soft"),
    cell(wordOf(node.coverage.state)),
  );
}

function emptyListText() {
  return rowKind === null
    ? "No dataset yet. Fill the inventory with: gazetteer scan SOURCE"
    : `No dataset has rows that are ${ROW_WORDS[rowKind]}.`;
}

async function showDatasets(after) {
  const mine = ++asked;
  const note = byId("datasets-note");
  const more = byId("datasets-more");
  const kinds = [[null, "all"], ...Object.entries(ROW_WORDS)];
  choices(byId("row-kinds"), kinds, rowKind, (kind) => {
    rowKind = kind;
    showDatasets();
  });
  more.hidden = true;
  say(note, "asking …");
  try {
    const { datasets } = await askWhole(DATASETS, { rows: rowKind === null ? null : [rowKind], after });
    if (mine !== asked) {
      return; // another choice was made meanwhile
    }
    const lines = datasets.edges.map(datasetLine);
    if (after) {
      extend("datasets-list", LIST_TITLES, lines);
    } else {
      byId("datasets-list").replaceChildren(...(lines.length ? [table("Datasets", LIST_TITLES, lines)] : []));
    }
    say(note, datasets.totalCount ? plural(datasets.totalCount, "dataset") : emptyListText());
    more.hidden = !datasets.pageInfo.hasNextPage;
    more.onclick = () => showDatasets(datasets.pageInfo.endCursor);
  } catch (error) {
    if (mine === asked) {
      if (!after) {
        byId("datasets-list").replaceChildren();
      }
      say(note, `The datasets could not be read: ${error.message}`, true);
    }
  }
}

function elementText({ element: { id }, score }) {
  return `${id} ${score.toFixed(2)}`;
}

function fieldLine({ node }) {
  return line(
    rowHeader(element("code", node.path), " ", lineageLink(node)),
    cell(node.dataType),
    wrapped(levelWord(node.effectiveLevel)),
    node.elements.length ? cell(node.elements.map(elementText).join(", ")) : cell("none", "soft"),
  );
}

function lineageLink({ id, path }) {
  const link = linkTo("lineage", lineageAddress({ id }));
  link.setAttribute("aria-label", `Lineage of ${path}`);
  return link;
}

function fact(title, ...content) {
  const box = element("div");
  const value = element("dd");
  value.append(...content);
  box.append(element("dt", title), value);
  return box;
}

async function showDataset(id) {
  const mine = ++asked;
  const note = byId("dataset-note");
  byId("dataset-title").textContent = "A dataset";
  byId("dataset-facts").replaceChildren();
  byId("dataset-links").replaceChildren();
  byId("dataset-fields").replaceChildren();
  say(note, "asking …");
  try {
    const { node } = await askWhole(DATASET, { id });
    if (mine !== asked) {
      return;
    }
    if (!node?.fields) {
      say(note, "There is no such dataset; it may have left the inventory.", true);
      return;
    }
    byId("dataset-title").textContent = node.name;
    byId("dataset-facts").replaceChildren(
      fact("A row is", rowWord(node.rowIs)),
      fact("Source", node.source.name),
      fact("Kind", node.kind),
      ...(node.system ? [fact("System", linkTo(node.system.name, mapAddress({ node: node.system.id })))] : []),
      ...(node.owner ? [fact("Owner", node.owner)] : []),
      fact("Rows read", number(node.coverage.rowsRead)),
      fact("Coverage", wordOf(node.coverage.state)),
      ...(node.comment ? [fact("Comment", node.comment)] : []),
    );
    byId("dataset-links").replaceChildren(linkTo("Lineage of this dataset", lineageAddress({ id, grain: "DATASET" })));
    const lines = node.fields.edges.map(fieldLine);
    byId("dataset-fields").replaceChildren(...(lines.length ? [table("Fields", FIELD_TITLES, lines)] : []));
    const { totalCount } = node.fields;
    const rest = totalCount > lines.length ? `; these are the first ${lines.length}` : "";
    say(note, totalCount ? `${plural(totalCount, "field")}, riskiest first${rest}` : "It has no fields.");
  } catch (error) {
    if (mine === asked) {
      say(note, `The dataset could not be read: ${error.message}`, true);
    }
  }
}
