import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NO_TEST_ENGINES, testSockets } from "#server/docker/testEngines.ts";
import { ContainerFixture, OWNER } from "../service/containerFixture.ts";
import { containerSuite } from "../service/containerSuite.ts";
import { containerUseSuite, containerVolumeSuite } from "../service/containerUseSuite.ts";
import { leftOnEngine } from "./engineFixture.ts";

const engines = testSockets();
if (engines.length === 0) it.skip(NO_TEST_ENGINES);

describe.each(engines)("containers of the Docker engine at %s", (socket) => {
  let fixture: ContainerFixture;
  beforeAll(() => {
    fixture = new ContainerFixture({ address: `unix://${socket}` });
  });
  afterEach(async () => {
    for (const { id } of fixture.containers.list(OWNER)) await fixture.containers.remove(OWNER, id, { force: true });
    expect(fixture.failures).toEqual([]);
  });
  afterAll(async () => {
    const { instance } = fixture;
    await fixture.close();
    expect(await leftOnEngine(socket, instance)).toEqual({ containers: [], images: [], volumes: [], networks: [] });
  });
  containerSuite(() => fixture);
  // Whether the engine's machine has a ps, only asking it tells.
  containerUseSuite(() => fixture, { canList: false });
  containerVolumeSuite(() => fixture);

  it("lists its processes if the engine's machine has a ps, and measures it", async () => {
    const { id } = await fixture.run("sleep 60");
    const listed = await fixture.containers.top(OWNER, id).catch((error: unknown) => String(error));
    if (typeof listed === "string") expect(listed).toContain("has no ps");
    else expect(listed.map(({ command }) => command)).toContain("sleep 60");
    expect(await fixture.containers.stats(OWNER, id)).toMatchObject({ processes: expect.any(Number) });
  });
});
