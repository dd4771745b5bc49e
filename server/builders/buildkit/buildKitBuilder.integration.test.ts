import { describe, it } from "vitest";
import { sampledByName } from "#server/acceptance/sampled.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { describeBuilder } from "../builderSuite.ts";
import { TESTED_BUILDERS } from "./buildKitFixture.ts";

const engines = testEngines();
/** In the short form of the tests: an engine's own BuildKit, and one without an engine. All three are asked in `requests`. */
const BUILDERS = sampledByName("builders of BuildKit with the whole suite", TESTED_BUILDERS, [
  "a Docker engine",
  "a remote BuildKit",
]);

describe("the BuildKit builder", () => {
  for (const [what, open] of BUILDERS) {
    if (engines === undefined) it.skip(`on ${what}: ${NO_TEST_ENGINES}`);
    else describeBuilder(`on ${what}`, () => open(engines));
  }
});
