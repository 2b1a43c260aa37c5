// What a notice's Markdown says: its characters without spaces, and where in them its tables and their rows are.

const withoutMarks = (text) =>
  text
    .replaceAll(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/gu, "$1")
    .replaceAll("**", "")
    .replaceAll(/\\([!-/:-@[-`{-~])/gu, "$1")
    .replaceAll(/\s/gu, "");

const cells = (line) => line.replaceAll(/^\||\|$/gu, "").split(/(?<!\\)\|/u).map(withoutMarks).join("");

/** The text, and each table's head, first row and end as places in it. */
export const read = (markdown) => {
  const body = markdown.replace(/^---\n[^]*?\n---\n/u, "");
  const tables = [];
  let [text, table] = ["", null];
  for (const line of body.split("\n")) {
    if (!line.startsWith("|")) {
      table = null;
      text += line === "---" ? "" : withoutMarks(line.replace(/^\s*(?:#+|-|\d+\.) /u, ""));
    } else if (/^[|\s:-]+$/u.test(line)) {
      continue;
    } else if (table === null) {
      table = { head: cells(line), start: text.length, rows: [], end: 0 };
      tables.push(table);
      text += table.head;
      table.end = text.length;
    } else {
      table.rows.push(text.length);
      text += cells(line);
      table.end = text.length;
    }
  }
  return { text, tables };
};
