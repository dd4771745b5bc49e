import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LONG } from "#server/acceptance/longTests.ts";
import { sampled } from "#server/acceptance/sampled.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { compareSample, sampleCases } from "../forecast/sampleFixture.ts";
import { type OpenedBuildKit, TESTED_BUILDERS } from "./buildKitFixture.ts";

const engines = testEngines();
/** Each is built three times on an engine: in the short form of the tests, a few samples on one have to do. */
const EVERY = Number(process.env.STRATA_TEST_PLANS_EVERY ?? (LONG ? 24 : 40));
const BOTH = ["a Docker engine", "a Docker engine with the containerd image store"] as const;
const WHICH = sampled("engines whose builds are forecast", BOTH, (_, index) => index === 0);

describe.skipIf(engines === undefined).each(WHICH)(`forecasts of %s (${engines ? "" : NO_TEST_ENGINES})`, (which) => {
  let opened: OpenedBuildKit;
  beforeAll(async () => {
    if (engines !== undefined) opened = await TESTED_BUILDERS[which](engines);
  });
  afterAll(() => opened.close());

  it.each(sampleCases(EVERY))("agree with the builds of %s", { timeout: 120_000 }, async (name, sample) => {
    const compared = await compareSample(opened, name, sample);
    expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
    const [first, again] = compared;
    if (first?.finished.state === "done" && sample.options.noCacheFilter === undefined) {
      expect(again?.forecast.steps.filter(({ outlook }) => !/^(cached|config|unknown)$/.test(outlook))).toEqual([]);
    }
  });
});
