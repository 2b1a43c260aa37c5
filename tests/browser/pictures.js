// `node pictures.js SITE FOLDER`: the pictures of the README, from a built site.
import { join } from "node:path";

import { enlarge, openBrowser, withPage } from "./support/browser.js";

const [site, folder] = process.argv.slice(2);
const PHONE = { viewport: { width: 390, height: 700 } };
const PICTURES = [
  { name: "home", path: "index.html", settings: { viewport: { width: 1100, height: 760 } } },
  { name: "notice", path: "rounds/2026/1-publicity.html", settings: { viewport: { width: 1100, height: 900 } } },
  { name: "phone", path: "rounds/2026.html", settings: PHONE },
  { name: "large-dark", path: "index.html", settings: { ...PHONE, colorScheme: "dark" }, large: true },
];

const browser = await openBrowser();
for (const { name, path, settings, large } of PICTURES) {
  await withPage(browser, settings, async (page) => {
    await page.goto(`file://${join(site, path)}`);
    if (large) await enlarge(page);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  });
}
await browser.close();
