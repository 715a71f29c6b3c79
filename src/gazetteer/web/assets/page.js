"use strict";

// Everything from the inventory is put in as text, never as markup: names of tables and columns are other people's words.

const byId = (id) => document.getElementById(id);

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

async function ask(query, variables) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

function card(title, count, kind) {
  const box = document.createElement("div");
  box.className = `card ${kind}`;
  const term = document.createElement("dt");
  term.textContent = title;
  const number = document.createElement("dd");
  number.textContent = count.toLocaleString("en");
  box.append(term, number);
  return box;
}

function plural(count, word) {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}

async function showSummary() {
  const note = byId("summary-note");
  try {
    const answer = await ask(SUMMARY, {});
    if (!answer.data) {
      throw new Error(answer.errors[0].message);
    }
    const { sources, coverage, fields } = answer.data;
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
    ...messages.map((message) => {
      const item = document.createElement("li");
      item.textContent = message;
      return item;
    }),
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
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = example.title;
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

showSummary();
showExamples();
