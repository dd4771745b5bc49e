import { chromium, type Page } from "@playwright/test";
import { routes } from "#contract/routes.ts";
import { chromiumOnPath } from "../../scripts/chromium.mjs";
import { median } from "../median.ts";
import { tarOf } from "../tarOf.ts";

/**
 * `node bench/page/imageMap.ts URL [RUNS]`: how long it takes from a press of Map until the treemap of an image of 60,000 files
 * is drawn, the answer of the server included: the first time on a page, and again; and how long zooming into a folder takes.
 * Replaces what the server's workspace has.
 */
const [url = "http://127.0.0.1:8080", runs = "5"] = process.argv.slice(2);
const FILES = 60_000;
const FOLDERS = 600;

/** Sizes differ by a thousand, as in real images. */
function files(): Record<string, string> {
  const all: Record<string, string> = {};
  for (let index = 0; index < FILES; index++) {
    const folder = index % FOLDERS;
    all[`d${folder % 24}/e${folder}/f${index}`] = "x".repeat(10 + ((index * 7919) % 1000) ** 2 / 1000);
  }
  return all;
}

async function build(page: Page): Promise<void> {
  const tar = Buffer.concat([...tarOf(files())]);
  const sent = await page.request.post(`${url}${routes.contexts()}`, {
    data: tar,
    headers: { "content-type": "application/x-tar" },
    timeout: 120_000,
  });
  const { digest } = await sent.json();
  const dockerfileText = "FROM scratch\nCOPY . /data/\n";
  const { id } = await (
    await page.request.post(`${url}${routes.builds()}`, {
      data: { context: digest, dockerfileText, tags: ["map"] },
    })
  ).json();
  const events = await page.request.get(`${url}${routes.buildEvents(id)}`, { timeout: 300_000 });
  if (!(await events.text()).includes('"state":"done"')) throw new Error(await events.text());
  await showBuild(page, id, dockerfileText);
}

/** The page shows the last build of the workspace. */
async function showBuild(page: Page, lastBuild: string, text: string): Promise<void> {
  const { revision } = await (await page.request.get(`${url}${routes.workspace()}`)).json();
  const files = [{ path: "Dockerfile", kind: "text", mode: 0o644, text, size: text.length }];
  const settings = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
  const data = { name: "bench", files, settings, lastBuild };
  const put = await page.request.put(`${url}${routes.workspace()}`, { data, headers: { "if-match": `"${revision}"` } });
  if (!put.ok()) throw new Error(await put.text());
}

/** Milliseconds from the press of a button or a key until shapes of another map are painted. */
function timeToDraw(page: Page, press: "Map" | "zoom"): Promise<number> {
  return page.evaluate(async (how) => {
    const label = () => document.querySelector('[role="listbox"]:has([role="option"])')?.getAttribute("aria-label");
    const before = label();
    const start = performance.now();
    if (how === "zoom") {
      const map = document.querySelector('[role="listbox"]');
      for (const key of ["ArrowRight", "Enter"]) {
        map?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        await new Promise(requestAnimationFrame);
      }
    } else [...document.querySelectorAll("button")].find((button) => button.textContent === how)?.click();
    while (label() === undefined || label() === before) {
      await new Promise(requestAnimationFrame);
      if (performance.now() - start > 20_000) throw new Error("no other map was drawn");
    }
    // The frame after this one is on the screen.
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, press);
}

const executablePath = chromiumOnPath();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});
const times: Record<"first" | "again" | "zoom", number[]> = { first: [], again: [], zoom: [] };
let shapes = 0;
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await build(page);
  for (let run = 0; run < Number(runs); run++) {
    await page.goto(url);
    await page.getByRole("tab", { name: "Files" }).click();
    await page.getByRole("button", { name: "Map", exact: true }).waitFor({ timeout: 60_000 });
    times.first.push(await timeToDraw(page, "Map"));
    shapes = await page.getByRole("listbox").getByRole("option").count();
    await page.getByRole("button", { name: "List" }).click();
    times.again.push(await timeToDraw(page, "Map"));
    times.zoom.push(await timeToDraw(page, "zoom"));
  }
} finally {
  await browser.close();
}
const shown = Object.entries(times).map(([name, all]) => `${name} ${Math.round(median(all))} ms`);
console.log(`map of ${FILES.toLocaleString("en-US")} files, ${shapes} at the top: ${shown.join(", ")}`);
