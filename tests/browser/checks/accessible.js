// axe-core finds nothing on any kind of page, however it is looked at.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { enlarge, MODES, withPage } from "../support/browser.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const violations = async (page) => {
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => window.axe.run({ runOnly: { type: "tag", values: tags } }), RULES);
  return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`));
};

export default async ({ sites, browser, check }) => {
  const kinds = await sites.sample.kinds();
  for (const mode of MODES) {
    await check(`axe: no violations, ${mode.name}`, async () => {
      await withPage(browser, mode.settings, async (page) => {
        const found = [];
        for (const [kind, path] of kinds) {
          await page.goto(sites.sample.url(path));
          if (mode.large) await enlarge(page);
          for (const violation of await violations(page)) found.push(`${kind} (${path}): ${violation}`);
        }
        if (found.length > 0) throw new Error(found.slice(0, 10).join("\n"));
      });
    });
  }
};
