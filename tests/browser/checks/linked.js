// JSON-LD says only what schema.org's vocabulary has: each document is compiled against its published types.
import ts from "typescript";

const NAME = new URL("../linked-data.ts", import.meta.url).pathname;
const OPTIONS = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noEmit: true,
  strict: true,
  types: [],
};

/** What the compiler has against documents, each with its page. */
const compile = (documents) => {
  const kinds = new Set(documents.map(({ data }) => data["@type"]));
  const lines = documents.map(
    ({ data }, i) => `export const page${i}: WithContext<${data["@type"]}> = ${JSON.stringify(data)};`,
  );
  const text = [`import type { ${["WithContext", ...kinds].join(", ")} } from "schema-dts";`, ...lines].join("\n");
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === NAME || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === NAME ? ts.createSourceFile(name, text, ...rest) : getSourceFile(name, ...rest);
  return ts.getPreEmitDiagnostics(ts.createProgram([NAME], OPTIONS, host)).map((found) => {
    const line = found.file?.getLineAndCharacterOfPosition(found.start).line ?? 0;
    return `${documents[line - 1]?.path}: ${ts.flattenDiagnosticMessageText(found.messageText, " ").slice(0, 400)}`;
  });
};

export default async ({ sites, check }) => {
  const documents = [];
  for (const path of sites.sample.pages) {
    const [, text] = (await sites.sample.read(path)).match(/<script type="application\/ld\+json">(.*?)<\/script>/su) ?? [];
    if (text) documents.push({ path, data: JSON.parse(text) });
  }

  await check("JSON-LD: home and every notice keep to the types of schema.org", () => {
    const notices = sites.sample.pages.filter((path) => /^rounds\/[^/]+\/\d+-/u.test(path));
    const without = ["index.html", ...notices].filter((page) => !documents.some(({ path }) => path === page));
    if (without.length > 0) throw new Error(`without JSON-LD: ${without.join(", ")}`);
    const problems = compile(documents);
    if (problems.length > 0) throw new Error(problems.slice(0, 5).join("\n"));
  });

  await check("JSON-LD: a property that schema.org has not would be seen", () => {
    const wrong = documents.map(({ path, data }) => ({ path, data: { ...data, selectedEngineer: "x" } }));
    const problems = compile(wrong);
    if (problems.length !== wrong.length) throw new Error(`${problems.length} of ${wrong.length} seen`);
  });
};
