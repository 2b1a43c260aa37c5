// The site in a real browser: `node tests/browser/run.js [NAME …]` from anywhere, after `npm ci` in this folder.
// Builds the samples with the program, serves them on loopback, and runs checks/*.js: all, or those named.
import { readdir } from "node:fs/promises";

import { openBrowser } from "./support/browser.js";
import { buildSites } from "./support/sites.js";

const wanted = process.argv.slice(2);
const folder = new URL("./checks/", import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith(".js")).sort();
const chosen = files.filter((name) => wanted.length === 0 || wanted.includes(name.slice(0, -3)));

const sites = await buildSites();
const browser = await openBrowser();
let passed = 0;
const failures = [];

/** Runs one check; what it throws is its failure. */
const check = async (name, run) => {
  try {
    await run();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL  ${name}\n      ${String(error.message ?? error).replaceAll("\n", "\n      ")}`);
  }
};

try {
  for (const name of chosen) {
    const { default: checks } = await import(new URL(name, folder));
    await checks({ sites, browser, check });
  }
} finally {
  await browser.close();
  await sites.close();
}
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
