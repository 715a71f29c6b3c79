"use strict";

const LEVEL_WORDS = {
  SENSITIVE: "Sensitive fields",
  PERSONAL: "Personal fields",
  NON_PERSONAL_ALONE: "Not personal alone",
  NONE: "Nothing found",
  UNKNOWN: "Not read",
};

const SUMMARY = `{
  sources(first: 0) { totalCount }
  coverage { discovered unexpected }
  fields(first: 0) { totalCount facets(of: [EFFECTIVE_LEVEL]) { values { value count } } }
}`;

function card(title, count, kind) {
  const box = element("div", undefined, `card ${kind}`);
  box.append(element("dt", title), element("dd", number(count)));
  return box;
}

async function showSummary() {
  const note = byId("summary-note");
  try {
    const { sources, coverage, fields } = await askWhole(SUMMARY, {});
    const counts = new Map(fields.facets[0].values.map(({ value, count }) => [value, count]));
    const levels = Object.keys(LEVEL_WORDS).filter((level) => counts.has(level));
    byId("summary").replaceChildren(
      card("Sources", sources.totalCount, "plain"),
      card("Datasets", coverage.discovered, "plain"),
      card("Fields", fields.totalCount, "plain"),
      ...levels.map((level) => card(LEVEL_WORDS[level], counts.get(level), level)),
    );
    if (sources.totalCount === 0) {
      note.textContent = "The inventory is empty. Fill it with: gazetteer scan SOURCE";
    } else if (coverage.unexpected > 0) {
      note.textContent = `${plural(coverage.unexpected, "unexpected gap")}: see the example "Coverage gaps".`;
    }
  } catch (error) {
    note.textContent = `The summary could not be read: ${error.message}`;
  }
}

function readVariables() {
  const text = byId("variables").value.trim();
  const variables = text ? JSON.parse(text) : {};
  if (variables === null || typeof variables !== "object" || Array.isArray(variables)) {
    throw new Error("they must be a JSON object");
  }
  return variables;
}

function showErrors(messages) {
  const list = byId("errors");
  list.hidden = messages.length === 0;
  list.replaceChildren(
    ...messages.map((message) => element("li", message)),
  );
}

function showStatus(text, isBad) {
  byId("status").textContent = text;
  byId("status").classList.toggle("bad", isBad);
}

function describe(error) {
  const place = error.path ? `${error.path.join(".")}: ` : "";
  return `${place}${error.message}`;
}

async function run() {
  let variables;
  try {
    variables = readVariables();
  } catch (error) {
    showErrors([`Variables: ${error.message}`]);
    showStatus("not sent", true);
    return;
  }
  byId("run").disabled = true;
  showStatus("asking …", false);
  const began = performance.now();
  try {
    const answer = await ask(byId("query").value, variables);
    const time = `${Math.round(performance.now() - began).toLocaleString("en")} ms`;
    const errors = answer.errors ?? [];
    showErrors(errors.map(describe));
    showStatus(errors.length ? `${plural(errors.length, "error")}, ${time}` : time, errors.length > 0);
    byId("result").textContent = JSON.stringify(answer.data === undefined ? answer : answer.data, null, 2);
  } catch (error) {
    showErrors([`The server did not answer: ${error.message}`]);
    showStatus("failed", true);
  } finally {
    byId("run").disabled = false;
  }
}

function press(button) {
  for (const other of byId("examples").children) {
    other.setAttribute("aria-pressed", String(other === button));
  }
}

function choose(example, button) {
  press(button);
  byId("query").value = example.query;
  const hasVariables = Object.keys(example.variables).length > 0;
  byId("variables").value = hasVariables ? JSON.stringify(example.variables) : "";
}

async function showExamples() {
  const response = await fetch("/static/examples.json");
  const examples = await response.json();
  const buttons = examples.map((example) => {
    const button = element("button", example.title);
    button.type = "button";
    button.addEventListener("click", () => {
      choose(example, button);
      run();
    });
    return button;
  });
  byId("examples").replaceChildren(...buttons);
  choose(examples[0], buttons[0]);
  await run();
}

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});

byId("query").addEventListener("input", () => press(null)); // from now on it is the user's own query

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    byId("form").requestSubmit();
  }
});

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not an address that this page made
  }
}

// The address says what is shown: #datasets, #datasets/dst_..., #map?groupBy=SOURCE, #lineage/fld_..., #minors; anything else
// is the query. What follows a question mark are the view's own settings.
function showView() {
  const [path, settings] = location.hash.slice(1).split("?");
  const [name, part] = path.split("/");
  const id = unescaped(part ?? "");
  const view = name === "datasets" && id ? "dataset" : name;
  const known = [...document.querySelectorAll(".view")].map((section) => section.id);
  const shown = known.includes(`view-${view}`) ? view : "ask";
  for (const section of document.querySelectorAll(".view")) {
    section.hidden = section.id !== `view-${shown}`;
  }
  const tab = { dataset: "datasets", lineage: "map" }[shown] ?? shown;
  for (const link of byId("views").children) {
    link.setAttribute("aria-current", link.hash === `#${tab}` ? "page" : "false");
  }
  const query = new URLSearchParams(settings);
  const show = {
    datasets: () => showDatasets(),
    dataset: () => showDataset(id),
    map: () => showMap(query),
    lineage: () => showLineage(id, query),
    minors: () => showMinors(),
  }[shown];
  show?.();
}

addEventListener("hashchange", showView);
showView();
showSummary();
showExamples();
