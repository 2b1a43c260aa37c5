// On paper: A4 with the margins of GB/T 9704, page numbers “— 1 —”, no part of the screen's furniture.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { withPage } from "../support/browser.js";

const run = promisify(execFile);

/** Prints a page; its pages as text, and what a reader of QR codes finds on them. */
const print = async (browser, url, wanted) => {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-paper-"));
  const file = join(folder, "page.pdf");
  try {
    await withPage(browser, {}, async (page) => {
      await page.goto(url);
      await page.pdf({ path: file, preferCSSPageSize: true });
    });
    const info = (await run("pdfinfo", [file])).stdout;
    const text = (await run("pdftotext", ["-layout", file, "-"])).stdout;
    const pages = text.split("\f").slice(0, -1);
    const codes = async () => {
      await run("pdftoppm", ["-png", "-r", "150", "-f", String(pages.length), file, join(folder, "page")]);
      const images = (await readdir(folder)).filter((name) => name.endsWith(".png"));
      const { stdout } = await run("zbarimg", ["--quiet", "--raw", ...images.map((name) => join(folder, name))]);
      return stdout.trim().split("\n");
    };
    const found = wanted === "codes" ? await codes() : [];
    return { pages, found, count: Number(/Pages:\s+(\d+)/u.exec(info)[1]), size: /Page size:\s+(.*)/u.exec(info)[1] };
  } finally {
    await rm(folder, { recursive: true });
  }
};

export default async ({ sites, browser, check }) => {
  const { sample, many } = sites;
  const paper = [
    ["the open notice", sample.url("rounds/2026/1-publicity.html"), 2, 4],
    ["a result", sample.url("rounds/2025/2-result.html"), 3, 9],
    ["a profile", sample.url("engineers/g2025-001.html"), 1, 2],
    ["a round", sample.url("rounds/2026.html"), 1, 3],
    ["a notice of hundreds", many.url(many.pages.find((path) => path.endsWith("publicity.html"))), 20, 60],
  ];
  for (const [name, url, least, most] of paper) {
    await check(`paper: ${name} takes ${least} to ${most} numbered A4 pages`, async () => {
      const { pages, count, size } = await print(browser, url);
      if (count < least || count > most) throw new Error(`${count} pages`);
      if (!size.includes("A4")) throw new Error(`page size ${size}`);
      pages.forEach((text, i) => {
        const number = text.match(/—\s*(\d+)\s*—/gu)?.at(-1).replaceAll(/\s/gu, "");
        if (number !== `—${i + 1}—`) throw new Error(`page ${i + 1} is numbered ${number}`);
      });
      if (/跳到正文|页脚|大字版/u.test(pages.join(""))) throw new Error("the screen's furniture is printed");
    });
  }

  await check("paper: the head of a list stands on every page it runs over", async () => {
    const { pages } = await print(browser, many.url(many.pages.find((path) => path.endsWith("publicity.html"))));
    const lists = pages.filter((text) => (text.match(/^\s*\d+\s+\S+/gmu) ?? []).length > 5);
    const bare = lists.filter((text) => !/序号/u.test(text));
    if (lists.length < 10 || bare.length > 0) throw new Error(`${bare.length} of ${lists.length} pages lack the head`);
  });

  await check("paper: a notice ends with its address, also as a QR code, and with the digest of its text", async () => {
    for (const path of sample.pages.filter((page) => /^rounds\/2026\/\d+-/u.test(page))) {
      const { pages, found } = await print(browser, sample.url(path), "codes");
      const address = /<link rel="canonical" href="([^"]+)"/u.exec(await sample.read(path))[1];
      if (found.length !== 1 || found[0] !== address) throw new Error(`${path}: the code says ${found}`);
      const text = pages.at(-1).replaceAll(/\s/gu, "");
      if (!text.includes(address)) throw new Error(`${path}: no ${address}`);
      const bytes = await readFile(join(sample.folder, path.replace(/html$/u, "md")));
      const digest = createHash("sha256").update(bytes).digest("hex");
      if (!text.includes(digest)) throw new Error(`${path}: no ${digest}`);
    }
  });

  await check("paper: an 异议书 is one page", async () => {
    for (const path of ["objection-person.html", "objection-unit.html"]) {
      const { count } = await print(browser, sample.url(path));
      if (count !== 1) throw new Error(`${path} takes ${count} pages`);
    }
  });
};
