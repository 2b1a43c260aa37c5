// Debian's Chromium, started so that it talks to nobody but the pages it is shown.
import { chromium } from "playwright-core";

const PATH = process.env.CHROMIUM ?? "/usr/bin/chromium";
const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser with a profile of its own, gone when closed. */
export const openBrowser = () => chromium.launch({ executablePath: PATH, args: QUIET });

/** Opens a page in a context of its own, runs `use` on it, and closes the context. */
export const withPage = async (browser, settings, use) => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "zh-CN",
    reducedMotion: "reduce",
    ...settings,
  });
  context.setDefaultTimeout(10_000);
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
};

/** Turns the large print on, as a reader does. */
export const enlarge = (page) => page.getByRole("checkbox", { name: "大字" }).check();

/** How a reader may see the site. */
export const MODES = [
  { name: "normal", settings: {}, large: false },
  { name: "large", settings: {}, large: true },
  { name: "dark", settings: { colorScheme: "dark" }, large: false },
  { name: "large and dark", settings: { colorScheme: "dark" }, large: true },
  { name: "more contrast", settings: { contrast: "more" }, large: false },
  { name: "more contrast and dark", settings: { contrast: "more", colorScheme: "dark" }, large: false },
  { name: "the system's own colours", settings: { forcedColors: "active" }, large: false },
  { name: "phone", settings: { viewport: { width: 390, height: 844 } }, large: false },
  { name: "large on a phone", settings: { viewport: { width: 390, height: 844 } }, large: true },
];
