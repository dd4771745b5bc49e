import { expect, test } from "vitest";
import type { BuilderDescription } from "#contract/health.ts";
import { Member } from "./member.ts";

const description: BuilderDescription = {
  ...{ id: "far", kind: "buildkit", available: true, platforms: ["linux/amd64"], run: true, network: "filtered" },
};

test("a builder whose first answer is late is waited for, and not given up", async () => {
  const answer = Promise.withResolvers<BuilderDescription>();
  const member = new Member(
    {
      ...{ id: "far", kind: "buildkit", capacity: { builds: 1, weight: 1 } },
      // What people are shown meanwhile.
      describe: async () => ({ ...description, available: false, reason: "It has not answered yet." }),
      probe: () => answer.promise,
      build: () => Promise.reject(new Error("nothing is built here")),
      close: async () => undefined,
    },
    { most: 1, now: () => 0, onChange: () => undefined },
  );
  await new Promise(setImmediate);
  expect([member.isAway, member.isSetAside, member.isGivenUp]).toEqual([true, false, false]);
  answer.resolve(description);
  await new Promise(setImmediate);
  expect([member.isAway, member.hasRoom]).toEqual([false, true]);
  await member.close();
});
