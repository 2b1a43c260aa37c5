// The first view of any kind of page weighs little.
import { withPage } from "../support/browser.js";

const LIMIT = 60_000;

export default async ({ sites, browser, check }) => {
  await check(`first view: under ${LIMIT / 1000} kB transferred`, async () => {
    const heavy = [];
    for (const [kind, path] of await sites.sample.kinds()) {
      await withPage(browser, {}, async (page) => {
        const requests = [];
        page.on("requestfinished", (request) => requests.push(request));
        await page.goto(sites.sample.url(path), { waitUntil: "networkidle" });
        let bytes = 0;
        for (const request of requests) {
          if (request.resourceType() === "image" && request.url().endsWith(".jpg")) continue;
          const { responseBodySize, responseHeadersSize } = await request.sizes();
          bytes += responseBodySize + responseHeadersSize;
        }
        if (bytes > LIMIT || bytes === 0) heavy.push(`${kind} (${path}): ${bytes} bytes`);
      });
    }
    if (heavy.length > 0) throw new Error(heavy.join("\n"));
  });

  await check("no page asks for anything that is not there, or from elsewhere", async () => {
    const wrong = [];
    await withPage(browser, {}, async (page) => {
      page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()}`));
      page.on("response", (response) => {
        if (response.status() !== 200) wrong.push(`${response.status()}: ${response.url()}`);
        if (!response.url().startsWith(sites.sample.base)) wrong.push(`elsewhere: ${response.url()}`);
      });
      page.on("console", (message) => {
        if (message.type() === "error") wrong.push(`console: ${message.text()}`);
      });
      for (const [kind, path] of await sites.sample.kinds()) {
        if (kind !== "404") await page.goto(sites.sample.url(path), { waitUntil: "networkidle" });
      }
    });
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
  });
};
