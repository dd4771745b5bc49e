import { setPriority } from "node:os";
import { type Browser, chromium } from "@playwright/test";
import { processesBelow } from "#server/acceptance/processesBelow.ts";
import { chromiumOnPath } from "../../scripts/chromium.mjs";

/** Learners have machines of their own: here, the server goes first. */
const NICE = 10;

export async function openChromium(): Promise<Browser> {
  const executablePath = chromiumOnPath();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const own = processesBelow(process.pid).filter(({ command }) => /chromium|chrome/i.test(command));
  // Those that it starts later are as nice.
  for (const { pid } of own) setPriority(pid, NICE);
  return browser;
}
