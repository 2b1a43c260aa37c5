// Finding people: by any part of name, unit, field or text, and by pinyin; from a folder, and among ten thousand.
import { withPage } from "../support/browser.js";

export default async ({ sites, browser, check }) => {
  const { sample } = sites;

  /** Types into the search page and gives the names found, once the answer stands. */
  const found = async (page, typed) => {
    await page.locator("#query").fill(typed);
    const said = page.locator("#found");
    await said.filter({ hasText: /找到|没有找到|还有更多/u }).waitFor();
    // The answer to what stood there before may still be on show.
    await page.waitForTimeout(400);
    await said.filter({ hasText: /找到|没有找到|还有更多/u }).waitFor();
    return page.locator("#results tbody tr td:first-child a").allInnerTexts();
  };

  /** Opens the search page of a site from its folder, and fails where the browser complains of anything. */
  const search = async (site, use) => {
    await withPage(browser, {}, async (page) => {
      const complaints = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(site.file("search.html"));
      await use(page);
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    });
  };

  await check("search: names, units, fields and texts by any part, and pinyin, from a folder", async () => {
    await search(sample, async (page) => {
      for (const [typed, name] of [
        ["林知远", "林知远"],
        ["知远", "林知远"],
        ["林 知 远", "林知远"],
        ["lzy", "林知远"],
        ["linzhiyuan", "林知远"],
        ["lin zhi", "林知远"],
        ["ZHIYUAN", "林知远"],
        ["星河智能", "林知远"],
        ["人工智能", "林知远"],
        ["可靠性", "林知远"],
        ["星河 可靠性", "林知远"],
      ]) {
        const names = await found(page, typed);
        if (!names.includes(name)) throw new Error(`“${typed}” finds ${names.join("、") || "nobody"}`);
      }
      for (const typed of ["hiyuan", "不存在的人", "知远林"]) {
        const names = await found(page, typed);
        if (names.length > 0) throw new Error(`“${typed}” finds ${names.join("、")}`);
      }
      await page.locator("#query").fill("");
      await page.locator("#index").waitFor();
    });
  });

  await check("search: nothing on any kind of page breaks the content security policy", async () => {
    await withPage(browser, {}, async (page) => {
      const complaints = [];
      page.on("console", (message) => /security policy/iu.test(message.text()) && complaints.push(message.text()));
      for (const path of (await sample.kinds()).values()) {
        await page.goto(sample.url(path));
        await page.goto(sample.file(path));
      }
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    });
  });

  await check("search: one among ten thousand, loading only the pieces it needs", async () => {
    const crowd = await sites.crowd();
    const list = JSON.parse(await crowd.read("rounds/corpus/list.json")).entries;
    const last = list.findLast((entry) => entry.kind === "individual");
    await withPage(browser, {}, async (page) => {
      let bytes = 0;
      const asked = [];
      page.on("response", async (response) => {
        asked.push(response.url());
        bytes += (await response.body().catch(() => "")).length;
      });
      await page.goto(crowd.url("search.html"));
      const names = await found(page, `${last.name} ${last.unit}`);
      if (!names.includes(last.name)) throw new Error(`${last.name} is not among ${names.slice(0, 5).join("、")}`);
      const start = Date.now();
      const texts = await found(page, "密封失效提出");
      const took = Date.now() - start;
      if (texts.length !== 30) throw new Error(`a text that many have shows ${texts.length} rows`);
      await page.locator("#more").click();
      await page.waitForFunction(() => document.querySelectorAll("#results tbody tr").length > 30);
      const pieces = asked.filter((url) => url.includes("/search/")).length;
      console.log(`      ${list.length} entries: ${pieces} pieces, ${Math.round(bytes / 1000)} kB before compression, texts in ${took} ms`);
      if (pieces > 60) throw new Error(`${pieces} pieces were loaded`);
    });
  });
};
