import { LONG } from "./longTests.ts";

const told = (count: number, all: number, what: string): void =>
  void process.stderr.write(`SAMPLED: STRATA_TEST_LONG is not 1: ${count} of ${all} ${what}\n`);

/**
 * All cases of a sweep in the long form of the tests; in the short one, a sample with a case of each kind, which is told
 * loudly. `what`: what the cases are, in the plural.
 */
export function sampled<T>(what: string, cases: readonly T[], isInSample: (one: T, index: number) => boolean): T[] {
  if (LONG) return [...cases];
  const sample = cases.filter(isInSample);
  if (sample.length < cases.length) told(sample.length, cases.length, what);
  return sample;
}

/** How many rounds of the same to run: all in the long form of the tests, and fewer in the short one, which is told. */
export function rounds(what: string, all: number, few: number): number {
  if (!LONG) told(few, all, what);
  return LONG ? all : few;
}

/** The same, of cases with names; throws if the sample names a case that does not exist. */
export function sampledByName<T>(
  what: string,
  cases: Readonly<Record<string, T>>,
  sample: readonly string[],
): [string, T][] {
  const unknown = sample.filter((name) => !Object.hasOwn(cases, name));
  if (unknown.length > 0) throw new Error(`there are no ${what} named ${unknown.join(", ")}`);
  return sampled(what, Object.entries(cases), ([name]) => sample.includes(name));
}
