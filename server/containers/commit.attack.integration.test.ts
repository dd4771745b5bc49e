import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContainerConfig } from "#contract/image.ts";
import { ProblemError } from "#contract/problemError.ts";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { commitContainer } from "./commit.ts";
import { openWritableFixture, type WritableFixture } from "./writableFixture.ts";

const { users, missing } = sandboxUsers();
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);

describe.each(users)("attacks on the commit of a container of $name", (user) => {
  let fixture: WritableFixture;

  beforeAll(async () => {
    fixture = await openWritableFixture(user);
  });
  afterAll(async () => await fixture.close());

  it("a file of the machine never gets into the layer, however fast the container puts links in its place", async () => {
    const secret = join(fixture.dir, "secret");
    writeFileSync(secret, "the machine's secret");
    const swap =
      `mkdir /a /z; printf %099d 0 > /a/secret; ln -s ${fixture.dir} /z/out; echo ready; ` +
      `while true; do mv /a /b; ln -s ${fixture.dir} /a; rm /a; mv /b /a; rm -f /f; ln -s ${secret} /f; rm /f; printf %099d 0 > /f; done`;
    const running = await fixture.begin(swap);
    const tools = { images: fixture.images, changeConfig: (config: ContainerConfig) => config, launch: user.launch };
    const image = { ref: "base", config: fixture.config };
    const texts: string[] = [];
    for (let round = 0; round < 25; round++) {
      const committed = { owner: "w", writable: running, spec: { image: "base", command: ["sh"] }, image };
      const id = await commitContainer(tools, committed, {}, AbortSignal.timeout(30_000)).catch((error: unknown) => {
        if (error instanceof ProblemError && error.problem.code === "container/state") return undefined;
        throw error;
      });
      const layer = id && fixture.images.require("w", id).layers.at(-1);
      if (layer) texts.push(String(fixture.blobs.readAll(layer.diffId)));
    }
    running.signal("SIGKILL");
    await running.wait();
    expect(texts.filter((text) => text.includes("the machine's secret"))).toEqual([]);
  });
});
