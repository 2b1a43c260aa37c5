// No page scrolls sideways, from the narrowest phone to a desk.
import { enlarge, withPage } from "../support/browser.js";

const WIDTHS = [320, 768, 1280];

export default async ({ sites, browser, check }) => {
  const kinds = [...(await sites.sample.kinds())].map(([kind, path]) => [kind, sites.sample.url(path)]);
  const many = [...(await sites.many.kinds())].map(([kind, path]) => [`${kind} of many`, sites.many.url(path)]);
  for (const large of [false, true]) {
    for (const width of WIDTHS) {
      await check(`no sideways scroll at ${width} px${large ? ", large" : ""}`, async () => {
        await withPage(browser, { viewport: { width, height: 800 } }, async (page) => {
          const wide = [];
          for (const [kind, url] of [...kinds, ...many]) {
            await page.goto(url);
            if (large) await enlarge(page);
            const [needed, culprit] = await page.evaluate(() => {
              const root = document.documentElement;
              const out = [...document.querySelectorAll("body *")].filter(
                (e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".table"),
              );
              return [root.scrollWidth, out.at(-1)?.outerHTML.slice(0, 120) ?? ""];
            });
            if (needed > width) wide.push(`${kind}: ${needed} px (${culprit})`);
          }
          if (wide.length > 0) throw new Error(wide.join("\n"));
        });
      });
    }
  }
};
