// Everything can be read and reached without JavaScript, over HTTP and from a folder.
import { enlarge, withPage } from "../support/browser.js";

export default async ({ sites, browser, check }) => {
  const { sample } = sites;
  const still = { javaScriptEnabled: false };

  await check("without JavaScript: every kind of page has its text and nothing to wait for", async () => {
    await withPage(browser, still, async (page) => {
      for (const [kind, path] of await sample.kinds()) {
        await page.goto(sample.file(path));
        const text = await page.locator("main").innerText();
        if (text.trim().length < 40) throw new Error(`${kind} (${path}) says only: ${text}`);
      }
    });
  });

  await check("without JavaScript: large print is one key away and stays on its page", async () => {
    await withPage(browser, still, async (page) => {
      await page.goto(sample.file("rounds/2026.html"));
      const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
      const before = await size();
      await enlarge(page);
      const after = await size();
      if (!(before >= 18 && after >= before * 1.2)) throw new Error(`${before} px became ${after} px`);
      await page.locator(".skip").focus();
      await page.keyboard.press("Enter");
      if ((await size()) !== after) throw new Error("it is lost by moving within the page");
    });
  });

  await check("the home page says what is open, until when, and how to object", async () => {
    await withPage(browser, still, async (page) => {
      await page.goto(sample.file("index.html"));
      const text = await page.locator("main").innerText();
      for (const words of ["2026年9月23日24:00", "5个工作日", "还剩3个工作日", "如何提出异议"]) {
        if (!text.includes(words)) throw new Error(`“${words}” is not there: ${text.slice(0, 300)}`);
      }
    });
  });
};
