import { parseArgs } from "node:util";
import { type BenchCase, cases, type RunMarks } from "./cases.ts";
import { startReference } from "./reference.ts";
import { startStrata } from "./strata.ts";
import type { System } from "./system.ts";

/**
 * `npm run bench -- [--runs N] [--only TEXT] [--alone]`: each case on Strata and on Docker in turn, in one run on one machine.
 * Prints the median, the range and the ratio of the medians. `--alone` leaves Docker out.
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

async function measureOnce(system: System, bench: BenchCase): Promise<number> {
  const parallel = Array.from({ length: bench.parallel ?? 1 }, () => ({ first: freshMark(), last: freshMark() }));
  if (bench.warmUp !== "nothing") {
    for (const marks of parallel) {
      await run(
        system,
        await prepared(system, bench, { ...marks, last: bench.warmUp === "same" ? marks.last : "other" }),
      );
    }
  }
  const builds = await Promise.all(parallel.map((marks) => prepared(system, bench, marks)));
  const start = performance.now();
  await Promise.all(builds.map((build) => run(system, build)));
  return performance.now() - start;
}

function prepared(system: System, bench: BenchCase, marks: RunMarks) {
  const build = { dockerfile: bench.dockerfile(marks), files: bench.files(marks) };
  return system.prepare?.(build) ?? Promise.resolve(build);
}

function run(system: System, build: Awaited<ReturnType<typeof prepared>>): Promise<void> {
  return system.build(build);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function describe(times: readonly number[]): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  return `${seconds(median(times))} s (${seconds(Math.min(...times))}–${seconds(Math.max(...times))})`;
}

const systems = [await startStrata(), ...(values.alone ? [] : [startReference()])];
try {
  console.log(`Median of ${runs} runs (fastest–slowest), after one run that does not count.\n`);
  console.log(`| case | ${systems.map((system) => system.name).join(" | ")} | ratio |`);
  console.log(`|---|${systems.map(() => "---|").join("")}---|`);
  for (const bench of cases.filter((each) => each.name.includes(values.only))) {
    const times = systems.map((): number[] => []);
    for (let index = -1; index < runs; index++) {
      for (const [place, system] of systems.entries()) {
        const time = await measureOnce(system, bench);
        if (index >= 0) times[place]?.push(time);
      }
    }
    const [ours = [], theirs] = times;
    const ratio = theirs ? `${(median(ours) / median(theirs)).toFixed(2)}×` : "";
    console.log(`| ${bench.name} | ${times.map(describe).join(" | ")} | ${ratio} |`);
  }
} finally {
  for (const system of systems) await system.close();
}
