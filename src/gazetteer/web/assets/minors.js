"use strict";

const AGES = [13, 14, 15, 16, 17, 18, 20, 21];

const MINORS = `query Minors($threshold: Int!, $after: String) {
  chosen: minors(threshold: $threshold, first: 25, after: $after) {
    rows {
      dataset { id name source { name } }
      asOf rows underMin underMax unknownAge withConsent withoutConsent consentUnknown reading
      sources { path } consent { path }
    }
    pageInfo { hasNextPage endCursor }
  }
  ${AGES.map((age) => `under${age}: minors(threshold: ${age}, first: 25, after: $after) { rows { underMin underMax } }`).join("\n  ")}
}`;

const CONSENT_TITLES = [
  ["Dataset"], ["Rows", "count"], ["Under", "count"], ["Age unknown", "count"], ["With consent", "count"],
  ["Without", "count"], ["Not stated", "count"], ["Told by"],
];
const AGE_TITLES = [["Dataset"], ...AGES.map((age) => [`under ${age}`, "count"])];
const READING_WORDS = {
  FIRST: "day first",
  SECOND: "month first or days since 1970",
  OPEN: "dates can be read in two ways",
};

const NOTHING =
  "No dataset tells an age: no birth date, age, school year or number with a birth date in it was found.";

let threshold = 14;
let askedMinors = 0;

function bounds({ underMin, underMax }) {
  return underMin === underMax ? number(underMin) : `${number(underMin)}–${number(underMax)}`;
}

function consentCell(count) {
  return count === null ? cell("no field", "count soft") : cell(number(count), "count");
}

function consentLine(row) {
  const told = cell(row.sources.map(({ path }) => path).join(", "));
  const notes = [
    ...(row.consent ? [`consent by ${row.consent.path}`] : []),
    ...(READING_WORDS[row.reading] ? [READING_WORDS[row.reading]] : []),
    `as of ${row.asOf}`,
  ];
  told.append(element("small", notes.join("; ")));
  return line(
    datasetHeader(row.dataset),
    cell(number(row.rows), "count"),
    cell(bounds(row), "count strong"),
    cell(number(row.unknownAge), "count"),
    consentCell(row.withConsent),
    consentCell(row.withoutConsent),
    consentCell(row.consentUnknown),
    told,
  );
}

function agesLine(row, place, answer) {
  return line(datasetHeader(row.dataset), ...AGES.map((age) => cell(bounds(answer[`under${age}`].rows[place]), "count")));
}

async function showMinors(after) {
  const mine = ++askedMinors;
  const note = byId("minors-note");
  const more = byId("minors-more");
  choices(byId("ages"), AGES.map((age) => [age, `under ${age}`]), threshold, (age) => {
    threshold = age;
    showMinors();
  });
  more.hidden = true;
  say(note, "asking …");
  try {
    const answer = await askWhole(MINORS, { threshold, after });
    if (mine !== askedMinors) {
      return; // another age was chosen meanwhile
    }
    const { rows, pageInfo } = answer.chosen;
    const lines = [rows.map(consentLine), rows.map((row, place) => agesLine(row, place, answer))];
    if (after) {
      extend("minors-consent", CONSENT_TITLES, lines[0]);
      extend("minors-ages", AGE_TITLES, lines[1]);
    } else {
      showMinorTables(lines);
    }
    const shown = byId("minors-consent").querySelectorAll("tbody tr").length;
    const soFar = pageInfo.hasNextPage ? " so far" : "";
    say(note, shown ? `${plural(shown, "dataset")}${soFar} whose fields tell an age` : NOTHING);
    more.hidden = !pageInfo.hasNextPage;
    more.onclick = () => showMinors(pageInfo.endCursor);
  } catch (error) {
    if (mine === askedMinors) {
      if (!after) {
        showMinorTables([[], []]);
      }
      say(note, `Rows about children could not be read: ${error.message}`, true);
    }
  }
}

function showMinorTables([consents, ages]) {
  const isEmpty = consents.length === 0;
  byId("minors-legend").hidden = isEmpty;
  byId("minors-ages-title").hidden = isEmpty;
  const tables = [
    ["minors-consent", `Rows under ${threshold}, with guardians' consent`, CONSENT_TITLES, consents],
    ["minors-ages", "Rows under each legal age", AGE_TITLES, ages],
  ];
  for (const [place, caption, titles, rows] of tables) {
    byId(place).replaceChildren(...(isEmpty ? [] : [table(caption, titles, rows)]));
  }
}
