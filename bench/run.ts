import { parseArgs } from "node:util";
import { type MemoryUse, watchMemory } from "#server/acceptance/residentMemory.ts";
import { type BenchCase, cases, type RunMarks } from "./cases.ts";
import { measureContainers } from "./containers/measureContainers.ts";
import { measureInspect } from "./inspect/measureInspect.ts";
import { measureLanguage } from "./language/measureLanguage.ts";
import { median } from "./median.ts";
import { measureEntries } from "./page/entries.ts";
import { measureLive } from "./page/live.ts";
import { measurePlan } from "./plan/measurePlan.ts";
import { startReference } from "./reference.ts";
import { measureRoom } from "./room/measureRoom.ts";
import { startStrata } from "./strata.ts";
import type { PreparedBuild, System } from "./system.ts";

/**
 * `npm run bench -- [--runs N] [--only TEXT] [--alone]`: each case on Strata and on Docker in turn, in one run on one machine.
 * Prints the median, the range and the ratio of the medians, and what memory each had before and at most during a run
 * of its own, which is not timed. `--alone` leaves Docker out. `--only language` measures the language core, and `--only plan`
 * the planning of a build, which need no Docker; `--only room` takes a class of 30 and a rush of 100 through a lesson; `--only containers` measures what containers cost, through both
 * engine sockets; `--only inspect` opens an image of 1 GB and 60,000 files;
 * `--only entries` scrolls and filters a folder of 60,000 files in Chromium.
 * the planning of a build, which need no Docker; `--only room` takes a class of 30 and a rush of 100 through a lesson; `--only live` types in a browser and takes the time until the stack follows; `--only containers` measures what containers cost, through both engine sockets.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    only: { type: "string", default: "" },
    alone: { type: "boolean", default: false },
  },
});

const runs = Number(values.runs);
const session = Date.now().toString(36);
let serial = 0;

function freshMark(): string {
  return `${session}-${serial++}`;
}

function prepare(system: System, bench: BenchCase, marks: RunMarks): Promise<PreparedBuild> {
  const { dockerfile, files, upload = "tar" } = bench;
  return system.prepare({ dockerfile: dockerfile(marks), files: files(marks), upload });
}

async function warmUp(system: System, bench: BenchCase, marks: RunMarks): Promise<void> {
  if (bench.warmUp === "nothing") return;
  const build = await prepare(system, bench, { ...marks, last: bench.warmUp === "same" ? marks.last : "other" });
  await system.build(build);
  system.forget(build);
}

/** Gets everything ready, then has `measure` do the builds. */
async function once<T>(system: System, bench: BenchCase, measure: (builds: () => Promise<unknown>) => Promise<T>) {
  const parallel = Array.from({ length: bench.parallel ?? 1 }, () => ({ first: freshMark(), last: freshMark() }));
  for (const marks of parallel) await warmUp(system, bench, marks);
  const builds = await Promise.all(parallel.map((marks) => prepare(system, bench, marks)));
  const result = await measure(() => Promise.all(builds.map((build) => system.build(build))));
  for (const build of builds) system.forget(build);
  return result;
}

function timeOf(system: System, bench: BenchCase): Promise<number> {
  return once(system, bench, async (builds) => {
    const start = performance.now();
    await builds();
    return performance.now() - start;
  });
}

function memoryOf(system: System, bench: BenchCase): Promise<MemoryUse> {
  return once(system, bench, (builds) => watchMemory(system.processes, builds));
}

function timesText(times: readonly number[]): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  return `${seconds(median(times))} s (${seconds(Math.min(...times))}–${seconds(Math.max(...times))})`;
}

function memoryText({ idle, peak }: MemoryUse): string {
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  return `${megabytes(idle)} → ${megabytes(peak)} MB`;
}

async function measure(systems: readonly System[], bench: BenchCase): Promise<string> {
  const memory: MemoryUse[] = [];
  for (const system of systems) memory.push(await memoryOf(system, bench));
  const times = systems.map((): number[] => []);
  for (let index = 0; index < Math.min(runs, bench.atMost ?? runs); index++) {
    for (const [place, system] of systems.entries()) times[place]?.push(await timeOf(system, bench));
  }
  const [ours = [], theirs] = times;
  const ratio = theirs ? `${(median(ours) / median(theirs)).toFixed(2)}×` : "";
  return `| ${[bench.name, ...times.map(timesText), ratio, ...memory.map(memoryText)].join(" | ")} |`;
}

async function measureBuilds(wanted: readonly BenchCase[]): Promise<void> {
  const systems = [await startStrata(), ...(values.alone ? [] : [startReference()])];
  try {
    console.log(
      `Median of ${runs} runs (fastest–slowest), after one run in which memory was watched: before → at most.\n`,
    );
    const names = systems.map(({ name }) => name);
    console.log(`| ${["case", ...names, "ratio", ...names.map((name) => `memory of ${name}`)].join(" | ")} |`);
    console.log(`|${"---|".repeat(2 + 2 * names.length)}`);
    for (const bench of wanted) console.log(await measure(systems, bench));
  } finally {
    for (const system of systems) await system.close();
  }
}

const wanted = cases.filter(({ name }) => name.includes(values.only));
// Questions take milliseconds, builds seconds.
if ("language".includes(values.only)) await measureLanguage(runs * 10);
if ("plan".includes(values.only)) await measurePlan(runs * 10);
if ("containers".includes(values.only)) await measureContainers(runs * 3, values.alone);
if ("entries".includes(values.only)) await measureEntries(runs);
if ("inspect".includes(values.only)) await measureInspect(values.alone);
if ("live".includes(values.only)) await measureLive(runs * 4);
if ("room".includes(values.only)) await measureRoom();
if (wanted.length > 0) await measureBuilds(wanted);
