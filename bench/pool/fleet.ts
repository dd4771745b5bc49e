import { parseArgs } from "node:util";
import { percentile } from "../room/percentile.ts";
import { type Scenario, simulate } from "./virtualPool.ts";

/**
 * `node bench/pool/fleet.ts`: a class of 5,000 learners on 50 builders, in virtual time on the server's own queue and pool: what
 * patience and load do to warm caches and waits. `--learners` and `--builders` change its size; `--every` is
 * the seconds between two builds of a learner.
 */
const { values } = parseArgs({
  options: {
    learners: { type: "string", default: "5000" },
    builders: { type: "string", default: "50" },
    minutes: { type: "string", default: "30" },
    every: { type: "string", default: "600,300" },
    patience: { type: "string", default: "0,5,20" },
  },
});

const SCENARIO = {
  builders: Number(values.builders),
  builds: 4,
  learners: Number(values.learners),
  length: Number(values.minutes) * 60,
};

async function row(scenario: Scenario): Promise<Record<string, number>> {
  const { waits, turnarounds, warm, again, longestQueue, choosing } = await simulate(scenario);
  const tenth = (number: number) => Math.round(number * 10) / 10;
  return {
    "a build every (s)": scenario.every,
    "patience (s)": scenario.patience,
    builds: waits.length,
    "warm of 100": tenth((100 * warm) / again),
    "wait, half (s)": tenth(percentile(waits, 0.5)),
    "wait, 95 of 100 (s)": tenth(percentile(waits, 0.95)),
    "wait, longest (s)": tenth(Math.max(0, ...waits.toSorted((a, b) => b - a).slice(0, 1))),
    "request to end, mean (s)": tenth(turnarounds.reduce((sum, each) => sum + each, 0) / turnarounds.length),
    "longest queue": longestQueue,
    "choosing (us)": Math.round(choosing),
  };
}

const rows: Record<string, number>[] = [];
for (const every of values.every.split(",").map(Number)) {
  for (const patience of values.patience.split(",").map(Number)) {
    const figures = await row({ ...SCENARIO, every, patience });
    console.log(JSON.stringify(figures));
    rows.push(figures);
  }
}
console.table(rows);
