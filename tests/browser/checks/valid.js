// Every page is valid HTML.
import { HtmlValidate } from "html-validate";

/** What the validator is asked, beyond the standard's own rules. */
const CONFIG = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  // Tables that become cards say what they are: browsers forget it once a row is no table row.
  rules: { "no-redundant-role": "off" },
};

export default async ({ sites, check }) => {
  const validator = new HtmlValidate(CONFIG);
  for (const name of ["sample", "many"]) {
    await check(`html-validate: no errors on the pages of ${name}`, async () => {
      const site = sites[name];
      const problems = [];
      for (const path of site.pages) {
        const report = await validator.validateString(await site.read(path));
        for (const message of report.results.flatMap((result) => result.messages)) {
          problems.push(`${path}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
        }
      }
      const shown = problems.slice(0, 10).join("\n");
      if (problems.length > 0) throw new Error(`${problems.length} problems on ${site.pages.length} pages\n${shown}`);
    });
  }
};
