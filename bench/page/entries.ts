import { chromium, type Locator, type Page } from "@playwright/test";
import { chromiumOnPath } from "../../scripts/chromium.mjs";
import { median } from "../median.ts";
import { startStrata } from "../strata.ts";
import { tarOf } from "../tarOf.ts";
import { type DrawnFrames, framesDuring, scrollTree } from "./entriesFrames.ts";

const FILES = 60_000;
const FILTERS = ["f5", "f59", "f590", "f5900"];

/** Prints how smoothly a folder of 60,000 files scrolls and is filtered in Chromium. */
export async function measureEntries(runs: number): Promise<void> {
  const strata = await startStrata();
  const executablePath = chromiumOnPath();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    await buildImage(strata.base);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await openFolder(page, strata.base);
    console.log(`\nA folder of ${FILES.toLocaleString("en-US")} files, in a window of 1440 by 900:\n`);
    console.log("| | frames | later than 16.7 ms | longest | work per frame |\n|---|---|---|---|---|");
    print("reading speed, 120 pixels a frame", await framesDuring(page, () => scrollTree(treeOf(page), 120, 600)));
    print(
      "as fast as the wheel, 900 pixels a frame",
      await framesDuring(page, () => scrollTree(treeOf(page), 900, 600)),
    );
    print(
      "by the scroll bar, 8,000 pixels a frame",
      await framesDuring(page, () => scrollTree(treeOf(page), 8000, 300)),
    );
    const times: number[] = [];
    print("filtering, a letter every 250 ms", await framesDuring(page, () => filter(page, runs, times)));
    console.log(`\nFrom a letter to its rows: ${Math.round(median(times))} ms at the median of ${times.length},`);
    console.log(`at most ${Math.round(Math.max(...times))} ms, of which 80 ms wait for the next letter.`);
  } finally {
    await browser.close();
    await strata.close();
  }
}

function treeOf(page: Page): Locator {
  return page.getByRole("tree", { name: "Files in the image" });
}

/** An image with the name `many`, from a context that no page knows. */
async function buildImage(base: string): Promise<void> {
  const names = Array.from({ length: FILES }, (_, index) => [`many/f${String(index).padStart(5, "0")}`, "x"]);
  const context = await post(`${base}/api/contexts`, new Blob([...tarOf(Object.fromEntries(names))]));
  const dockerfileText = "FROM scratch\nCOPY . /\nCOPY many/f00000 /other\n";
  const request = JSON.stringify({ context: context.digest, dockerfileText, tags: ["many:1"] });
  const { id } = await post(`${base}/api/builds`, request);
  // It ends with the build.
  await (await fetch(`${base}/api/builds/${id}/events`)).text();
}

async function post(url: string, body: string | Blob): Promise<{ readonly id: string; readonly digest: string }> {
  const type = typeof body === "string" ? "application/json" : "application/x-tar";
  const answer = await fetch(url, { method: "POST", body, headers: { "content-type": type } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return JSON.parse(await answer.text());
}

async function openFolder(page: Page, base: string): Promise<void> {
  const text = "FROM many:1\nENV A=1\n";
  const files = [{ path: "Dockerfile", kind: "text", mode: 0o644, text, size: text.length }];
  const settings = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
  const content = { name: "many", files, settings };
  await page.request.put(`${base}/api/workspace`, { data: content, headers: { "if-match": "*" } });
  await page.goto(base);
  await page.getByRole("button", { name: "Build", exact: true }).click();
  await page.getByText("Build finished").waitFor({ state: "attached" });
  await page.getByRole("tab", { name: "Files" }).click();
  const tree = treeOf(page);
  await tree.getByRole("treeitem", { name: /many/ }).click();
  await tree.getByRole("treeitem", { name: "f00000" }).waitFor();
}

/** Types each filter's letters, and notes when the tree has the answer. */
async function filter(page: Page, runs: number, times: number[]): Promise<void> {
  const field = page.getByRole("searchbox", { name: "Filter by path" });
  const tree = treeOf(page);
  for (let run = 0; run < runs; run++) {
    for (const text of FILTERS) {
      const asked = performance.now();
      await field.fill(text);
      await tree.getByRole("treeitem", { name: text.padEnd(6, "0") }).waitFor();
      await page.waitForFunction(() => document.querySelector('[role="tree"][aria-busy="true"]') === null);
      times.push(performance.now() - asked);
      await page.waitForTimeout(250);
    }
    await field.fill("");
    await page.waitForTimeout(250);
  }
}

function print(name: string, { frames, late, longest, work }: DrawnFrames): void {
  console.log(`| ${name} | ${frames} | ${late} | ${longest.toFixed(1)} ms | ${work.toFixed(1)} ms |`);
}
