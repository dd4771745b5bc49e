import { chromium, type Page } from "@playwright/test";
import { chromiumOnPath } from "../../scripts/chromium.mjs";
import { median } from "../median.ts";

/**
 * `node bench/page/firstKey.ts URL [RUNS] [loopback]`: how long after a cold start the page shows the text and takes a first
 * typed character, on a processor four times slower and a line of 1.6 Mb/s with 150 ms of delay, or none of that with
 * `loopback`; and when the editor with all it knows has it. Fails if the median first key on loopback takes longer than 1.5 s.
 */
const [url = "http://127.0.0.1:8080", runs = "5", line = "slow"] = process.argv.slice(2);
const SLOWDOWN = 4;
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const TYPED = "~";
/** Milliseconds on loopback, of a machine with nothing else to do. */
const BUDGET = 1500;

async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  if (line !== "loopback") await session.send("Network.emulateNetworkConditions", LINE);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
}

/** Presses the key in the middle of the editor again and again until it shows, as somebody would who waits for it. */
async function firstKey(page: Page): Promise<void> {
  const editor = page.getByRole("region", { name: "Editor" });
  for (;;) {
    const box = await editor.boundingBox();
    if (box !== null) {
      await page.mouse.click(box.x + box.width / 2, box.y + 40);
      await page.keyboard.press(TYPED);
      const shown = await editor.evaluate((pane, typed) => {
        const field = pane.querySelector("textarea");
        return `${field?.value ?? ""}${pane.textContent}`.includes(typed);
      }, TYPED);
      if (shown) return;
    }
    await page.waitForTimeout(50);
  }
}

/** Notes in the page when the text is first painted: asking for it from here would keep the page busy. */
function noteText(): void {
  const look = () => {
    const field = document.querySelector<HTMLTextAreaElement>('[aria-label="Editor"] textarea');
    const isThere = (field?.value ?? "") !== "" || document.querySelector(".view-lines") !== null;
    if (isThere) requestAnimationFrame(() => performance.mark("text"));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

interface Start {
  readonly text: number;
  readonly key: number;
  readonly editor: number;
}

async function measure(): Promise<Start> {
  const executablePath = chromiumOnPath();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await throttle(page);
    await page.addInitScript(noteText);
    const start = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await firstKey(page);
    const key = performance.now() - start;
    await page.locator(".view-lines").waitFor({ timeout: 120_000 });
    const editor = performance.now() - start;
    const text = await page.evaluate(() => performance.getEntriesByName("text")[0]?.startTime ?? Number.NaN);
    return { text, key, editor };
  } finally {
    await browser.close();
  }
}

const results: Start[] = [];
for (let run = 0; run < Number(runs); run++) results.push(await measure());
const medianOf = (part: keyof Start): number => median(results.map((result) => result[part]));
const seconds = (part: keyof Start): string => `${(medianOf(part) / 1000).toFixed(2)} s`;
console.log(`text: ${seconds("text")}, first key: ${seconds("key")}, editor: ${seconds("editor")}`);
if (line === "loopback" && medianOf("key") > BUDGET) {
  console.error(`The first key took longer than ${BUDGET / 1000} s.`);
  process.exitCode = 1;
}
