// `node pictures.js SITE FOLDER`: the pictures of the README, from a built site.
import { join } from "node:path";

import { enlarge, openBrowser, withPage } from "./support/browser.js";

const [site, folder] = process.argv.slice(2);
const DESK = { viewport: { width: 1100, height: 820 } };
const PHONE = { viewport: { width: 390, height: 760 } };
const PICTURES = [
  { name: "home", path: "index.html", settings: DESK },
  { name: "notice", path: "rounds/2026/1-publicity.html", settings: { viewport: { width: 1100, height: 1000 } } },
  { name: "profile", path: "engineers/h2025-001.html", settings: DESK },
  { name: "objection", path: "objection.html", settings: DESK },
  { name: "phone", path: "rounds/2026.html", settings: PHONE },
  { name: "large-dark", path: "index.html", settings: { ...PHONE, colorScheme: "dark" }, large: true },
];

const browser = await openBrowser();
for (const { name, path, settings, large } of PICTURES) {
  await withPage(browser, settings, async (page) => {
    await page.goto(`file://${join(site, path)}`);
    if (large) await enlarge(page);
    // A list is shown from where it begins.
    if (name === "phone") await page.locator("table").first().evaluate((table) => table.scrollIntoView());
    await page.screenshot({ path: join(folder, `${name}.png`) });
  });
}
await browser.close();
