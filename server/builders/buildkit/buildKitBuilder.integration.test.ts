import { describe, it } from "vitest";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { describeBuilder } from "../builderSuite.ts";
import { TESTED_BUILDERS } from "./buildKitFixture.ts";

const engines = testEngines();

describe("the BuildKit builder", () => {
  for (const [what, open] of Object.entries(TESTED_BUILDERS)) {
    if (engines === undefined) it.skip(`on ${what}: ${NO_TEST_ENGINES}`);
    else describeBuilder(`on ${what}`, () => open(engines));
  }
});
