import { describe, it } from "vitest";
import { describeBuilder } from "../builderSuite.ts";
import { TESTED_BUILDERS } from "./buildKitFixture.ts";
import { NO_ENGINES, testEngines } from "./testEngines.ts";

const engines = testEngines();

describe("the BuildKit builder", () => {
  for (const [what, open] of Object.entries(TESTED_BUILDERS)) {
    if (engines === undefined) it.skip(`on ${what}: ${NO_ENGINES}`);
    else describeBuilder(`on ${what}`, () => open(engines));
  }
});
