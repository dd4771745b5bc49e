import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatPlatform } from "#contract/names/platform.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { guardWithPassword } from "#server/oci/distribution/guardFixture.ts";
import { type PushRegistry, startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { type OpenedBuildKit, openBuildKit } from "./buildKitFixture.ts";

const engines = testEngines();
const LOGIN = { username: "ada", password: "pr1vate-passw0rd" };

describe("a private image for another platform", () => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);
  let registry: PushRegistry;
  let stopRegistry = () => {};
  let opened: OpenedBuildKit;
  beforeAll(async () => {
    registry = await startPushRegistry((stop) => {
      stopRegistry = stop;
    });
    guardWithPassword(registry, LOGIN.username, LOGIN.password);
    const logins = {
      of: () => ({ [registry.host]: LOGIN }),
      pull: () => Promise.reject(new Error("it is pulled in vain")),
    };
    opened = openBuildKit(
      engines.docker,
      { driver: "docker", endpoint: `unix://${engines.plain}` },
      {},
      undefined,
      () => ({ logins }),
    );
  });
  afterAll(async () => {
    await opened.close();
    stopRegistry();
  });

  it("is not pulled for an engine that can't be handed it: the problem says so, at the FROM", async () => {
    const platform = formatPlatform(hostPlatform()) === "linux/amd64" ? "linux/arm64" : "linux/amd64";
    const request = { dockerfileText: `FROM ${registry.host}/ada/app:1\n`, platform };
    const job = { id: "b", workspace: "ada", request };
    const { problem } = await opened.builder.build(job, () => {}, new AbortController().signal);
    expect(problem).toMatchObject({
      code: "build/platform",
      detail: expect.stringContaining(`can't be handed the image ${registry.host}/ada/app:1 for ${platform}`),
      range: { start: { line: 0 } },
    });
  });
});
