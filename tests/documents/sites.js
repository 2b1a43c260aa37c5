// The notices to be looked at: of the samples on several days, of long lists, and one with pages of nothing but text.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const run = promisify(execFile);
const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = join(REPOSITORY, "target/debug/gongshi");
const CORPUS = join(REPOSITORY, "target/debug/examples/corpus");
/** On the one some notices are not out yet, on the other all are. */
const DAYS = ["2025-05-09", "2026-09-21"];
/** How many rows the lists have. */
const ROWS = [3, 60, 1000];
/** The day on which the invented lists are public. */
const PUBLIC = "2026-09-21";
/** Han characters without a sign between them: three pages of full lines. */
const LONG = "示例文字排满版心".repeat(220);

const build = (root, today, out) =>
  run(PROGRAM, ["--root", root, "--today", today, "build", "--quiet", "--out", out]);

/** Every Word file below a folder, with the Markdown beside it. */
const notices = async (site, folder) => {
  const files = await readdir(folder, { recursive: true });
  const words = files.filter((file) => file.endsWith(".docx")).sort();
  return Promise.all(
    words.map(async (file) => {
      const path = join(folder, file);
      const markdown = await readFile(path.replace(/\.docx$/u, ".md"), "utf8");
      return { name: `${site}/${file.slice(0, -".docx".length)}`, path, markdown };
    }),
  );
};

/** Builds all sites below a new folder. */
export const buildSites = async () => {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-documents-"));
  const found = [];
  await run("cargo", ["build", "--locked", "--quiet", "--bin", "gongshi", "--example", "corpus"], { cwd: REPOSITORY });
  for (const day of DAYS) {
    const out = join(folder, day);
    await build(REPOSITORY, day, out);
    found.push(...(await notices(day, out)));
  }
  for (const rows of ROWS) {
    const root = join(folder, `records-${rows}`);
    await run(CORPUS, [String(rows), root]);
    await build(root, PUBLIC, join(folder, `rows-${rows}`));
    found.push(...(await notices(`rows-${rows}`, join(folder, `rows-${rows}`))));
  }
  const root = join(folder, `records-${ROWS[0]}`);
  const round = join(root, "content/rounds/corpus/round.yaml");
  await writeFile(round, `${(await readFile(round, "utf8")).trimEnd()}\n    note: ${LONG}\n`);
  await build(root, PUBLIC, join(folder, "long"));
  found.push(...(await notices("long", join(folder, "long"))));
  return { folder, notices: found };
};
