import { randomUUID } from "node:crypto";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import type { RunningEvent } from "../builder.ts";
import { type OpenedBuildKit, openBuildKit } from "./buildKitFixture.ts";

const engines = testEngines();
const never = new AbortController().signal;

async function missesOf({ builder }: OpenedBuildKit, request: BuildRequest): Promise<(string | undefined)[]> {
  const events: RunningEvent[] = [];
  const job = { id: "b", workspace: "ada", request };
  const finished = await builder.build(job, (event) => events.push(event), never);
  expect(finished).toMatchObject({ state: "done" });
  return events.flatMap((event) =>
    event.type === "step" && event.state === "running" && !event.step.endsWith(".0") ? [event.cacheMiss?.reason] : [],
  );
}

describe("why a step ran on an engine", () => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);
  const { docker, plain, containerd } = engines;
  const opened: OpenedBuildKit[] = [];
  const open = (socket: string, dataDir?: string) => {
    const named = { driver: "docker", endpoint: `unix://${socket}` } as const;
    const one = openBuildKit(docker, named, {}, undefined, () => (dataDir === undefined ? {} : { dataDir }));
    opened.push(one);
    return one;
  };
  afterAll(async () => {
    for (const one of opened) await one.close();
  });

  it("is that the builder no longer had what it is known to have built", async () => {
    const salt = randomUUID();
    const dockerfileText = `FROM scratch AS made\nCOPY <<a /a\n${salt}\na\nFROM scratch\nCOPY --from=made /a /b\nCOPY --from=made /a /c\n`;
    const first = open(containerd);
    expect(await missesOf(first, { dockerfileText })).toEqual(Array(3).fill("This step was not built before."));
    expect(await missesOf(first, { dockerfileText })).toEqual([]);
    // Another engine with the memory of this one: what it remembers is gone.
    const dataDir = temporaryFolder();
    cpSync(join(first.dataDir, "buildkit"), join(dataDir, "buildkit"), { recursive: true });
    const again = "An earlier step ran again: COPY <<a /a";
    expect(await missesOf(open(plain, dataDir), { dockerfileText })).toEqual([
      "The builder no longer had its result.",
      again,
      "An earlier step ran again: COPY --from=made /a /b",
    ]);
  });

  it("is never said to be that where another stage was built anew without the cache", async () => {
    const salt = randomUUID();
    const request = {
      dockerfileText: `FROM busybox AS made\nRUN cat /proc/sys/kernel/random/uuid > /${salt}\nFROM busybox\nCOPY --from=made /${salt} /u\n`,
      noCacheFilter: ["made"],
    };
    const builder = open(plain);
    await missesOf(builder, request);
    expect(await missesOf(builder, request)).toEqual([
      "The cache was disabled for this build.",
      `An earlier step ran again: RUN cat /proc/sys/kernel/random/uuid > /${salt}`,
    ]);
  });
});
