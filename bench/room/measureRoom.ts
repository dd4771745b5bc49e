import { loadavg } from "node:os";
import { join } from "node:path";
import { spawnServer } from "#server/acceptance/runningServer.ts";
import { ensurePage } from "../../scripts/buildPage.mjs";
import { Figures } from "./figures.ts";
import { measureLesson } from "./measureLesson.ts";
import { openChromium } from "./openChromium.ts";
import { MemoryWatch } from "./processFigures.ts";
import { measureRush } from "./rush.ts";

/** Milliseconds. */
const MOST = 150_000;

/** A room as in a class: a lesson, then a moment in which everybody builds at once. */
export async function measureRoom(): Promise<void> {
  await ensurePage();
  const figures = new Figures();
  figures.note(
    "load of the machine before",
    loadavg()
      .map((load) => load.toFixed(1))
      .join(", "),
  );
  // As `npm start` does.
  const NODE_COMPILE_CACHE = join(import.meta.dirname, "../../node_modules/.cache/compiled");
  const server = await spawnServer({ env: { STRATA_ROOMS: "yes", NODE_COMPILE_CACHE } });
  const memory = new MemoryWatch(server.process.pid ?? -1);
  const chromium = await openChromium();
  const late = Promise.withResolvers<never>();
  // It may come between two measurements: the next one is told.
  late.promise.catch(() => {});
  const timer = setTimeout(() => late.reject(new Error(`the room took longer than ${MOST / 1000} s`)), MOST);
  try {
    figures.note("memory at the start", memoryText(memory.look()));
    await Promise.race([late.promise, measureLesson(server.url, figures, chromium)]);
    await chromium.close();
    await Promise.race([late.promise, measureRush(server.url, figures)]);
    const peak = memory.stop();
    figures.note("memory at most", memoryText(peak));
    figures.limit("resident memory of the server's process, MB", Math.round(peak.server / 1e6), 400);
  } finally {
    clearTimeout(timer);
    memory.stop();
    await chromium.close();
    await server.stop();
  }
  figures.print();
}

function memoryText({ server, builders, commands }: ReturnType<MemoryWatch["look"]>): string {
  const [own, built, ran] = [server, builders, commands].map((bytes) => Math.round(bytes / 1e6));
  return `server ${own} MB, builders ${built} MB, what they run ${ran} MB`;
}
