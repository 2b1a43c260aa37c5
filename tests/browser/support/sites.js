// The samples, built by the program into a temporary folder and served on loopback.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const run = promisify(execFile);
const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
/** One round open until the 23rd, two decided. */
export const TODAY = "2026-09-21";
/** So many people that lists take several pages. */
const MANY = 650;
/** As many as the search has to cope with. */
const CROWD = 10_000;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".xml": "application/xml",
  ".ics": "text/calendar; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
};

const cargo = (...args) => run("cargo", args, { cwd: REPOSITORY, maxBuffer: 1 << 26 });

const serve = (folder) => {
  const server = createServer(async (request, response) => {
    // Also below the path of its public address, where 404.html looks for the rest.
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const path = normalize(asked.replace(/^\/gongshi\//u, "/"));
    const file = join(folder, path.endsWith(sep) ? `${path}index.html` : path);
    try {
      const body = await readFile(file);
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      const packed = /text|json|xml|svg/u.test(type) ? gzipSync(body) : null;
      response.writeHead(200, { "content-type": type, ...(packed ? { "content-encoding": "gzip" } : {}) });
      response.end(packed ?? body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
};

/** A built and served site. */
class Site {
  constructor(folder, server, pages) {
    this.folder = folder;
    this.server = server;
    /** Every page's path. */
    this.pages = pages;
    this.base = `http://127.0.0.1:${server.address().port}/`;
  }

  url(path) {
    return this.base + path;
  }

  file(path) {
    return `file://${join(this.folder, path)}`;
  }

  read(path) {
    return readFile(join(this.folder, path), "utf8");
  }

  /** One page of each kind, and one notice of each kind of notice, by name. */
  async kinds() {
    const kinds = new Map();
    for (const path of this.pages) {
      const kind = (await this.read(path)).match(/<main [^>]*page-(\w+)/u)?.[1] ?? "unknown";
      const name = kind === "notice" ? path.replace(/^.*\/\d+-(\w+)\.html$/u, "notice: $1") : kind;
      const exact = name === "profile" ? `profile of ${path.split("/")[0]}` : name;
      if (!kinds.has(exact)) kinds.set(exact, path);
    }
    return kinds;
  }
}

const site = async (root, folder) => {
  await cargo("run", "--locked", "--quiet", "--", "--root", root, "--today", TODAY, "build", "--out", folder);
  const names = await readdir(folder, { recursive: true });
  const pages = names.filter((name) => name.endsWith(".html")).map((name) => name.split(sep).join("/"));
  return new Site(folder, await serve(folder), pages.sort());
};

/** `sample`: the repository's own content; `many`: a round of hundreds of people; `crowd()`: one of ten thousand. */
export const buildSites = async () => {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-browser-"));
  const invented = async (people, name) => {
    const corpus = join(folder, `${name}-content`);
    await cargo("run", "--locked", "--quiet", "--example", "corpus", "--", String(people), corpus);
    return site(corpus, join(folder, name));
  };
  const sample = await site(REPOSITORY, join(folder, "sample"));
  const many = await invented(MANY, "many");
  const opened = [sample, many];
  const crowd = async () => {
    opened.push(await invented(CROWD, "crowd"));
    return opened.at(-1);
  };
  const close = async () => {
    opened.forEach(({ server }) => server.close());
    await rm(folder, { recursive: true });
  };
  return { sample, many, crowd, close };
};
