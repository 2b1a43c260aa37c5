// Large print: sizes of the field (DOMAIN: 18 px, line height 1.3, targets 44 and 60 px), and it stays.
import { enlarge, withPage } from "../support/browser.js";

/** Controls smaller than asked; links inside running text are exempt, as in WCAG 2.5.8. */
const small = (page, least) =>
  page.evaluate((size) => {
    const controls = document.querySelectorAll("a.button, nav a, summary, input, label:has(input), .dated > li > a, td > a, th > a");
    return [...controls]
      .filter((e) => e.checkVisibility() && !e.closest(".skip, .crumbs, .document, .vh"))
      .map((e) => [e, (e.closest("label") ?? e).getBoundingClientRect()])
      .filter(([, box]) => box.height > 1 && box.height < size - 0.5)
      .map(([e, box]) => `${Math.round(box.height)} px: ${e.outerHTML.slice(0, 100)}`);
  }, least);

/** Text smaller than asked, or set too tight. */
const tiny = (page, least) =>
  page.evaluate((size) => {
    const found = [];
    for (const e of document.querySelectorAll("body *")) {
      const own = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
      if (!own || !e.checkVisibility()) continue;
      const style = getComputedStyle(e);
      const font = Number.parseFloat(style.fontSize);
      const line = Number.parseFloat(style.lineHeight);
      if (font < size || line / font < 1.29) found.push(`${font}/${line} px: ${e.outerHTML.slice(0, 100)}`);
    }
    return found;
  }, least);

export default async ({ sites, browser, check }) => {
  const { sample } = sites;
  const kinds = await sample.kinds();
  kinds.delete("form"); // a sheet of paper
  for (const [name, settings] of [["desk", {}], ["phone", { viewport: { width: 390, height: 844 } }]]) {
    await check(`sizes: text and targets, ${name}`, async () => {
      await withPage(browser, settings, async (page) => {
        const found = [];
        for (const [kind, path] of kinds) {
          await page.goto(sample.url(path));
          for (const text of await small(page, 44)) found.push(`${kind}: ${text}`);
          await enlarge(page);
          for (const text of await small(page, 60)) found.push(`${kind}, large: ${text}`);
          for (const text of await tiny(page, 18)) found.push(`${kind}, large: ${text}`);
          await page.getByRole("checkbox", { name: "大字" }).uncheck();
        }
        if (found.length > 0) throw new Error(found.slice(0, 12).join("\n"));
      });
    });
  }

  await check("large print stays from page to page, and goes when told", async () => {
    await withPage(browser, {}, async (page) => {
      const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
      await page.goto(sample.url("index.html"));
      const normal = await size();
      await enlarge(page);
      await page.goto(sample.url("rounds/2026.html"));
      if (!((await size()) > normal)) throw new Error("it did not stay");
      await page.getByRole("checkbox", { name: "大字" }).uncheck();
      if ((await size()) !== normal) throw new Error("it did not go");
      await page.goto(sample.url("index.html"));
      if ((await size()) !== normal) throw new Error("it came back");
    });
  });
};
