import { afterEach, describe, expect, it } from "vitest";
import { NO_TEST_ENGINES, testSockets } from "#server/docker/testEngines.ts";
import { ContainerFixture, OWNER, problemOf } from "../service/containerFixture.ts";
import { leftOnEngine } from "./engineFixture.ts";
import { EngineProxy } from "./engineProxy.ts";

const [socket] = testSockets();
if (socket === undefined) it.skip(NO_TEST_ENGINES);

describe.runIf(socket !== undefined)("containers on a Docker engine, when something dies", () => {
  const engine = socket ?? "";
  let fixture: ContainerFixture;
  afterEach(() => fixture.close());

  it("are exited, and say so, if the engine vanishes while they run", async () => {
    const proxy = new EngineProxy(engine);
    await proxy.listen();
    fixture = new ContainerFixture({ address: `unix://${proxy.socket}` });
    const { id } = await fixture.run("sleep 60");
    await proxy.cut();
    expect(await fixture.exit(id)).toMatchObject({
      reason: "server",
      message: "The Docker engine that runs the containers does not answer.",
    });
    expect(await problemOf(fixture.containers.start(OWNER, id))).toMatchObject({
      code: "container/no-executor",
      next: "Start Docker, then try again.",
    });
    await proxy.listen();
    await fixture.containers.start(OWNER, id);
    expect(fixture.state(id)).toMatchObject({ phase: "running" });
    await fixture.containers.remove(OWNER, id, { force: true });
    const { instance } = fixture;
    await fixture.containers.close();
    expect((await leftOnEngine(engine, instance)).containers).toEqual([]);
    fixture.openAgain();
    await proxy.cut();
    proxy.remove();
  });

  it("are found again by the next server after a kill: ended, with their files", async () => {
    fixture = new ContainerFixture({ address: `unix://${engine}` });
    const { id } = await fixture.run("test -e /mine && echo kept; touch /mine; echo ready; sleep 60");
    await expect.poll(() => fixture.log(id)).toBe("ready\n");
    fixture.openAgain();
    expect(fixture.state(id)).toMatchObject({ phase: "exited", reason: "server" });
    await fixture.containers.start(OWNER, id);
    await expect.poll(() => fixture.log(id)).toBe("ready\nkept\nready\n");
  });

  it("that were made on an engine do not start in a sandbox with other files", async () => {
    fixture = new ContainerFixture({ address: `unix://${engine}` });
    const { id } = await fixture.ran("touch /mine");
    await fixture.reopenWith({});
    expect(await problemOf(fixture.containers.start(OWNER, id))).toMatchObject({ code: "container/state" });
    await fixture.reopenWith({ address: `unix://${engine}` });
    expect((await fixture.containers.changes(OWNER, id)).map(({ path }) => path)).toEqual(["/mine"]);
  });

  it("name the ways out where neither a sandbox nor an engine is", async () => {
    fixture = new ContainerFixture({ address: "unix:///nonexistent/docker.sock" });
    const created = fixture.containers.create(OWNER, { image: "busybox", command: ["true"] });
    expect(await problemOf(created)).toMatchObject({
      code: "container/no-executor",
      detail: "No Docker engine is at /nonexistent/docker.sock.",
      next: expect.stringMatching(/^Start Docker.*Or run Strata on Linux/),
    });
  });
});
