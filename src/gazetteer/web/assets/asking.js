"use strict";

// What the page's parts share. Everything from the inventory is put in as text, never as markup: names of tables and columns
// are other people's words.

const byId = (id) => document.getElementById(id);

const ROW_WORDS = {
  PERSON: "a person",
  ORGANISATION: "an organisation",
  EVENT: "an event",
  THING: "a thing",
  LOOKUP: "a lookup entry",
  UNKNOWN: "not known",
};

async function ask(query, variables) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

async function askWhole(query, variables) {
  const answer = await ask(query, variables);
  if (answer.errors?.length || !answer.data) {
    throw new Error(answer.errors?.[0]?.message ?? "the answer holds no data");
  }
  return answer.data;
}

function number(count) {
  return count.toLocaleString("en");
}

function grouped(items, keyOf, valueOf = (item) => item) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) {
      groups.set(key, []);
    }
    groups.get(key).push(valueOf(item));
  }
  return groups;
}

function plural(count, word) {
  return `${number(count)} ${word}${count === 1 ? "" : "s"}`;
}

function element(tag, text, kind) {
  const made = document.createElement(tag);
  if (text !== undefined) {
    made.textContent = text;
  }
  if (kind) {
    made.className = kind;
  }
  return made;
}

function linkTo(text, address) {
  const link = element("a", text);
  link.href = address;
  return link;
}

function cell(text, kind) {
  return element("td", text, kind);
}

function rowHeader(...content) {
  const header = element("th");
  header.scope = "row";
  header.append(...content);
  return header;
}

function datasetHeader({ id, name, source }) {
  const link = element("a", name);
  link.href = `#datasets/${id}`;
  return rowHeader(link, element("small", source.name));
}

function wordOf(name) {
  return name.toLowerCase().replaceAll("_", " ");
}

function line(...cells) {
  const row = element("tr");
  row.append(...cells);
  return row;
}

// On narrow screens each row stands alone, and its cells say which column they are of.
function titled(rows, titles) {
  for (const row of rows) {
    [...row.children].forEach((one, place) => {
      one.dataset.title = titles[place][0];
    });
  }
  return rows;
}

function table(caption, titles, rows) {
  const heads = titles.map(([title, kind]) => {
    const header = element("th", title, kind);
    header.scope = "col";
    return header;
  });
  const [made, head, body] = ["table", "thead", "tbody"].map((tag) => element(tag));
  head.append(line(...heads));
  body.append(...titled(rows, titles));
  made.append(element("caption", caption, "hidden"), head, body);
  const frame = element("div", undefined, "frame");
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", caption);
  frame.append(made);
  return frame;
}

function extend(place, titles, rows) {
  byId(place).querySelector("tbody").append(...titled(rows, titles));
}

function say(note, text, isBad) {
  note.textContent = text;
  note.classList.toggle("bad", Boolean(isBad));
}

function choices(place, words, chosen, choose) {
  place.replaceChildren(
    ...words.map(([value, word]) => {
      const button = element("button", word);
      button.type = "button";
      button.setAttribute("aria-pressed", String(value === chosen));
      button.addEventListener("click", () => choose(value));
      return button;
    }),
  );
}
