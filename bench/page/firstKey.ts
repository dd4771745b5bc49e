import { chromium, type Page } from "@playwright/test";
import { chromiumOnPath } from "../../scripts/chromium.mjs";
import { median } from "../median.ts";

/**
 * `node bench/page/firstKey.ts URL [RUNS] [loopback]`: how long after a cold start the page takes a first typed character, on a
 * processor four times slower and a line of 1.6 Mb/s with 150 ms of delay, or none of that with `loopback`; and when the editor
 * with all it knows has it.
 */
const [url = "http://127.0.0.1:8080", runs = "3", line = "slow"] = process.argv.slice(2);
const SLOWDOWN = 4;
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const TYPED = "~";

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

async function measure(): Promise<{ readonly key: number; readonly editor: number }> {
  const executablePath = chromiumOnPath();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await throttle(page);
    const start = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await firstKey(page);
    const key = performance.now() - start;
    await page.locator(".view-lines").waitFor({ timeout: 120_000 });
    return { key, editor: performance.now() - start };
  } finally {
    await browser.close();
  }
}

const results = [];
for (let run = 0; run < Number(runs); run++) results.push(await measure());
const seconds = (times: readonly number[]) => `${(median(times) / 1000).toFixed(1)} s`;
console.log(
  `first key: ${seconds(results.map(({ key }) => key))}, editor: ${seconds(results.map(({ editor }) => editor))}`,
);
