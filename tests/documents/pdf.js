// What stands on the pages of a PDF, and where, by poppler.
import { run } from "./sites.js";

const LARGE = { maxBuffer: 1 << 28 };
const NUMBER = /^—(\d+)—$/u;

/** Lengths of poppler are points; GB/T 9704 has millimetres. */
export const millimetres = (points) => (points / 72) * 25.4;

/** A page's lines with their places in millimetres, of which the last at its foot is the page number. */
const linesOf = (xml) =>
  [...xml.matchAll(/<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^]*?)<\/line>/gu)].map(
    ([, left, top, right, bottom, words]) => ({
      left: millimetres(Number(left)),
      top: millimetres(Number(top)),
      right: millimetres(Number(right)),
      bottom: millimetres(Number(bottom)),
      text: words.replaceAll(/<[^>]*>|\s/gu, ""),
    }),
  );

/** The pages: width and height, rows of text in the order of the document, lines with their places, and the page number. */
export const pagesOf = async (pdf) => {
  const [{ stdout: raw }, { stdout: placed }] = await Promise.all([
    run("pdftotext", ["-raw", pdf, "-"], LARGE),
    run("pdftotext", ["-bbox-layout", pdf, "-"], LARGE),
  ]);
  const texts = raw.split("\f").slice(0, -1);
  const pages = [...placed.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([^]*?)<\/page>/gu)];
  return pages.map(([, width, height, xml], index) => {
    const lines = linesOf(xml);
    const foot = lines.filter((line) => NUMBER.test(line.text));
    const rows = texts[index].split("\n").map((line) => line.replaceAll(/\s/gu, ""));
    return {
      width: millimetres(Number(width)),
      height: millimetres(Number(height)),
      rows: rows.filter((row) => row !== "" && !NUMBER.test(row)),
      lines: lines.filter((line) => !NUMBER.test(line.text)),
      foot,
      number: Number(NUMBER.exec(foot[0]?.text ?? "")?.[1]),
    };
  });
};
