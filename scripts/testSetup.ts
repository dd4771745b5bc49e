import fc from "fast-check";
import { afterAll, vi } from "vitest";

/**
 * The same code gets the same random texts, so that a test which passed once passes always. `STRATA_TEST_SEED` takes
 * other ones: a number, or `random`.
 */
const asked = process.env.STRATA_TEST_SEED ?? "2026";
if (asked !== "random") fc.configureGlobal({ seed: Number(asked) });

/** Files that share a process start with the clock and the globals as they are. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
