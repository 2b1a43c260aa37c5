// Someone with a keyboard alone gets from the home page to a prepared e-mail, and always sees where they are.
import { withPage } from "../support/browser.js";

/** Presses Tab until a link with this text has the focus; every stop on the way must be visible. */
const tabTo = async (page, wanted, limit = 80) => {
  for (let i = 0; i < limit; i += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      const label = e.closest("label") ?? e;
      const styles = [getComputedStyle(e), getComputedStyle(label)];
      const box = label.getBoundingClientRect();
      return {
        text: (e.textContent || e.getAttribute("aria-label") || e.tagName).trim(),
        href: e.getAttribute("href") ?? "",
        outlined: styles.some((s) => s.outlineStyle !== "none" && Number.parseFloat(s.outlineWidth) >= 2),
        inView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
      };
    });
    if (!at.outlined) throw new Error(`no visible focus on “${at.text.slice(0, 40)}”`);
    if (!at.inView) throw new Error(`the focus is out of view on “${at.text.slice(0, 40)}”`);
    if (wanted(at)) return at;
  }
  throw new Error(`not reached within ${limit} stops`);
};

export default async ({ sites, browser, check }) => {
  for (const [name, settings] of [["desk", {}], ["phone", { viewport: { width: 390, height: 844 } }]]) {
    await check(`keyboard: from the home page to the objection e-mail, ${name}`, async () => {
      await withPage(browser, settings, async (page) => {
        await page.goto(sites.sample.url("index.html"));
        const skip = await tabTo(page, () => true, 1);
        if (skip.href !== "#main") throw new Error(`the first stop is “${skip.text}”, not the way to the text`);
        await page.keyboard.press("Enter");
        await tabTo(page, (at) => at.href === "objection.html");
        await page.keyboard.press("Enter");
        await page.waitForURL("**/objection.html");
        const mail = await tabTo(page, (at) => at.href.startsWith("mailto:") && at.href.includes("body="));
        const body = new URL(mail.href).searchParams.get("body");
        if (!body.includes("异议事项")) throw new Error(`the e-mail is not prepared: ${body}`);
      });
    });
  }
};
