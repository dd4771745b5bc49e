import { join } from "node:path";
import { spawnServer } from "#server/acceptance/runningServer.ts";
import { Figures } from "../figures.ts";
import { median } from "../median.ts";
import { Browser } from "./browser.ts";
import { ClassView } from "./classView.ts";
import { Learner, type LearnerResult } from "./learner.ts";
import { openRoom } from "./openRoom.ts";
import { MemoryWatch } from "./processFigures.ts";
import { measureRush } from "./rush.ts";

const LEARNERS = 30;
/** Milliseconds in which all of them press Build for the first time, and again after it. */
const ROUND = 10_000;

/** A room as in a class: a lesson, then a moment in which everybody builds at once. Bounded to 90 seconds. */
export async function measureRoom(): Promise<void> {
  const signal = AbortSignal.timeout(90_000);
  // As `npm start` does.
  const NODE_COMPILE_CACHE = join(import.meta.dirname, "../../node_modules/.cache/compiled");
  const server = await spawnServer({ env: { STRATA_ROOMS: "yes", NODE_COMPILE_CACHE } });
  const figures = new Figures("a room");
  const memory = new MemoryWatch(server.process.pid ?? -1);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("the room took longer than 90 s")));
  });
  try {
    figures.note("memory at the start", memoryText(memory.look()));
    await Promise.race([late, measureLesson(server.url, figures, memory)]);
    await Promise.race([late, measureRush(server.url, figures)]);
    const peak = memory.stop();
    figures.note("memory at most", memoryText(peak));
    figures.limit("resident memory of the server's process, MB", Math.round(peak.server / 1e6), 400);
  } finally {
    memory.stop();
    await server.stop();
  }
  figures.print();
}

async function measureLesson(url: string, figures: Figures, memory: MemoryWatch): Promise<void> {
  const teacher = new Browser(url);
  const { id, code } = await openRoom(teacher, { kind: "lesson", lesson: "first-dockerfile" }, LEARNERS + 1);
  figures.note("memory after the room was opened", memoryText(memory.look()));
  const alone = new Learner(url, "Alone");
  await alone.join(code);
  const single = median((await alone.takeLesson([0, 0, 0])).builds.map(({ all }) => all));
  const view = new ClassView();
  const following = view.follow(teacher, id);
  const learners = Array.from({ length: LEARNERS }, (_, index) => new Learner(url, `Learner ${index + 1}`));
  const start = performance.now();
  await Promise.all(learners.map((learner) => learner.join(code)));
  figures.note("30 learners join at once, ms", `${Math.round(performance.now() - start)}`);
  // They build one after the other, as far apart as in a class that works along.
  const results = await Promise.allSettled(
    learners.map((learner, index) => learner.takeLesson([(index * ROUND) / LEARNERS, ROUND, ROUND])),
  );
  const done = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  figures.note("first failure", firstFailure(results));
  figures.limit("learners of 30 that failed", LEARNERS - done.length, 0);
  figures.limit("commands in consoles that failed", done.flatMap(({ commands }) => commands).filter(Boolean).length, 0);
  const isRight = () => done.every(({ name }) => isThrough(view, name));
  const waited = await until(isRight, 2000);
  figures.limit("learners that the teacher's page has wrong 2 s after the end", wrongIn(view, done).length, 0);
  figures.note("the teacher's page is right after, ms", `${waited}`);
  figures.limit("teacher's page behind at most, ms", Math.max(...view.delays), 2000);
  figures.note("teacher's page behind, median, ms", `${median(view.delays)} of ${view.delays.length} changes`);
  const builds = done.flatMap((result) => result.builds);
  const slow = percentile(
    builds.map(({ all }) => all),
    0.95,
  );
  figures.note("one build alone, ms", `${Math.round(single)}`);
  figures.note(
    "builds of the class, median, ms",
    `${Math.round(median(builds.map(({ all }) => all)))} of ${builds.length}`,
  );
  figures.note(
    "of that in the queue, p95, ms",
    `${Math.round(
      percentile(
        builds.map(({ queued }) => queued),
        0.95,
      ),
    )}`,
  );
  figures.limit("p95 of a build in the class, times one alone", Number((slow / single).toFixed(2)), 3);
  teacher.close();
  await following;
}

function isThrough({ learners }: ClassView, name: string): boolean {
  const learner = learners.get(name);
  const reached = Object.values(learner?.goals ?? {}).filter((state) => state === "passed").length;
  return learner !== undefined && learner.problem === undefined && reached >= 2;
}

const wrongIn = (view: ClassView, done: readonly LearnerResult[]) => done.filter(({ name }) => !isThrough(view, name));

async function until(isSo: () => boolean, most: number): Promise<number> {
  const start = performance.now();
  while (!isSo() && performance.now() - start < most) await new Promise((resolve) => setTimeout(resolve, 10));
  return Math.round(performance.now() - start);
}

function percentile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
}

function firstFailure(results: readonly PromiseSettledResult<unknown>[]): string {
  const failed = results.find((result) => result.status === "rejected");
  return failed === undefined ? "none" : String(failed.reason);
}

function memoryText({ server, builders, commands }: ReturnType<MemoryWatch["look"]>): string {
  const [own, built, ran] = [server, builders, commands].map((bytes) => Math.round(bytes / 1e6));
  return `server ${own} MB, builders ${built} MB, what they run ${ran} MB`;
}
