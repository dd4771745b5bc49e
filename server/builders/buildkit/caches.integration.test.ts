import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { guardWithPassword } from "#server/oci/distribution/guardFixture.ts";
import { type PushRegistry, startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import type { RunningEvent } from "../builder.ts";
import { type OpenedBuildKit, openBuildKit } from "./buildKitFixture.ts";

const engines = testEngines();
const LOGIN = { username: "ada", password: "cach3-passw0rd" };

describe("a cache that builders share", () => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);
  let registry: PushRegistry;
  let stopRegistry = () => {};
  const open = (socket: string) =>
    openBuildKit(engines.docker, { driver: "docker", endpoint: `unix://${socket}` }, {}, undefined, () => ({
      logins: {
        of: (owner) => (owner === "ada" ? { [registry.host]: LOGIN } : {}),
        pull: () => Promise.reject(new Error("nothing is pulled here")),
      },
    }));
  let first: OpenedBuildKit;
  let second: OpenedBuildKit;
  beforeAll(async () => {
    registry = await startPushRegistry((stop) => {
      stopRegistry = stop;
    });
    first = open(engines.containerd);
    second = open(engines.plain);
  });
  afterAll(async () => {
    for (const one of [first, second]) await one.close();
    stopRegistry();
  });

  async function build({ builder }: OpenedBuildKit, words: string, request: BuildRequest, workspace = "ada") {
    const events: RunningEvent[] = [];
    // An engine with the older store knows images of ours by other keys than the others.
    const dockerfileText = `FROM scratch\nCOPY <<EOF /f\n${words}\nEOF\n`;
    const job = { id: "b", workspace, request: { dockerfileText, ...request } };
    const finished = await builder.build(job, (event) => events.push(event), new AbortController().signal);
    const states = events.flatMap((event) => (event.type === "step" && event.step === "0.1" ? [event.state] : []));
    return { finished, events, last: states.at(-1) };
  }

  const inRegistry = (name: string) => [{ type: "registry" as const, ref: `${registry.host}/${name}` }];
  const warningsOf = ({ events }: Awaited<ReturnType<typeof build>>) =>
    events.flatMap((event) => (event.type === "warning" ? [event.message.replace(registry.host, "host")] : []));

  it("in a registry with a login: a builder without a cache takes it from there, for its owner only", async () => {
    guardWithPassword(registry, LOGIN.username, LOGIN.password);
    const words = `registry-${Date.now()}`;
    const written = await build(first, words, { cacheTo: inRegistry("cache/app:1") });
    expect([written.last, warningsOf(written)]).toEqual(["done", []]);
    const read = await build(second, words, { cacheFrom: inRegistry("cache/app:1") });
    expect([read.last, warningsOf(read)]).toEqual(["cached", []]);
    const other = await build(first, `bob-${words}`, { cacheFrom: inRegistry("cache/app:1") }, "bob");
    expect([other.last, warningsOf(other)]).toEqual([
      "done",
      ["The cache host/cache/app:1 could not be read: it needs a login. Log in to its registry (docker login)."],
    ]);
    const refused = await build(first, `to-${words}`, { cacheTo: inRegistry("cache/app:2") }, "bob");
    expect([refused.finished.state, warningsOf(refused)]).toEqual([
      "done",
      ["The cache could not be written: it needs a login. Log in to its registry (docker login)."],
    ]);
  });

  it("kept here under a name: a builder without a cache takes it from there, and another owner does not", async () => {
    const words = `local-${Date.now()}`;
    const cache = [{ type: "local" as const, name: "app" }];
    const kept = await build(first, words, { cacheTo: cache });
    expect(kept.finished.state).toBe("done");
    // As on one server, which has one folder for both.
    cpSync(join(first.dataDir, "shared-caches"), join(second.dataDir, "shared-caches"), { recursive: true });
    expect((await build(second, words, { cacheFrom: cache }, "bob")).last).toBe("done");
    const more = `more-${words}`;
    await build(first, more, { cacheTo: cache });
    cpSync(join(first.dataDir, "shared-caches"), join(second.dataDir, "shared-caches"), { recursive: true });
    expect((await build(second, more, { cacheFrom: cache })).last).toBe("cached");
  });

  it("does not hide why a build failed, if it could not be read", async () => {
    const dockerfileText = "FROM busybox\nRUN exit 7\n";
    const missing = inRegistry("cache/nothing:1");
    const { finished } = await build(first, "x", { dockerfileText, cacheFrom: missing });
    expect(finished.problem).toMatchObject({ code: "build/run-failed", exitCode: 7, range: { start: { line: 1 } } });
  });

  it("with a name that is none: the problem has the field", async () => {
    const { finished } = await build(first, "x", { cacheFrom: [{ type: "registry", ref: "Not A Name" }] });
    expect(finished.problem).toMatchObject({
      code: "image/reference",
      detail: expect.stringMatching(/^cacheFrom\[0\]\.ref: /),
    });
  });
});
