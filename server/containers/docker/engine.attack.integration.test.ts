import { statSync } from "node:fs";
import { join } from "node:path";
import Docker from "dockerode";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NO_TEST_ENGINES, testSockets } from "#server/docker/testEngines.ts";
import { ContainerFixture, OWNER, problemOf } from "../service/containerFixture.ts";
import { EngineNames } from "./engineNames.ts";

const [socket] = testSockets();
if (socket === undefined) it.skip(NO_TEST_ENGINES);

describe.runIf(socket !== undefined)("attacks of containers on a Docker engine", () => {
  const engine = socket ?? "";
  const docker = new Docker({ socketPath: engine });
  let fixture: ContainerFixture;
  let foreign: Docker.Container;
  beforeAll(async () => {
    fixture = new ContainerFixture({ address: `unix://${engine}` });
    const { id } = await fixture.ran("true");
    const { name } = fixture.containers.get(OWNER, id);
    const { Image } = await docker.getContainer(onEngine(id)).inspect();
    foreign = await docker.createContainer({ name: `foreign-${name}`, Image, Cmd: ["sleep", "60"] });
  });
  afterEach(async () => {
    for (const { id } of fixture.containers.list(OWNER)) await fixture.containers.remove(OWNER, id, { force: true });
  });
  afterAll(async () => {
    await foreign.remove({ force: true });
    await fixture.close();
  });
  const onEngine = (id: string) => new EngineNames(fixture.instance).container(id);

  it("the name or ID of a container that is not Strata's reaches nothing", async () => {
    const { Name } = await foreign.inspect();
    for (const ref of [foreign.id, Name, Name.slice(1), `../containers/${foreign.id}`]) {
      const removed = fixture.containers.remove(OWNER, ref, { force: true });
      expect((await problemOf(removed)).code).toBe("container/not-found");
    }
    expect((await foreign.inspect()).Name).toBe(Name);
  });

  it("labels that claim another server's or owner's containers never get to the engine", async () => {
    const labels = { "strata.instance": "0000000000000000", "strata.owner": "another", "strata.container": "x" };
    const { id } = await fixture.run("sleep 60", { labels });
    const { Config } = await docker.getContainer(onEngine(id)).inspect();
    expect(Config.Labels).toMatchObject({ "strata.instance": fixture.instance, "strata.container": id });
    expect(Config.Labels["strata.owner"]).toMatch(/^[0-9a-f]{16}$/);
  });

  it("an image's name that looks like an option or a path is only a name that is not found", async () => {
    for (const image of ["--privileged", "-v/:/host", "../../images/json", "strata/x?force=1", "busybox\nx"]) {
      const created = fixture.containers.create(OWNER, { image, command: ["true"] });
      expect((await problemOf(created)).code).toMatch(/^image\//);
    }
  });

  it("a container has no more rights than Docker's default, and its limits", async () => {
    const { id } = await fixture.run("sleep 60", { memoryBytes: 1e15, processes: 1e6, cpus: 1e6 });
    const { HostConfig } = await docker.getContainer(onEngine(id)).inspect();
    expect(HostConfig).toMatchObject({
      ...{ Privileged: false, Memory: 300e6, MemorySwap: 300e6, PidsLimit: 64, NanoCpus: 2e9 },
      ...{ SecurityOpt: ["no-new-privileges"], LogConfig: { Type: "none" }, NetworkMode: `strata-${fixture.instance}` },
    });
    expect([HostConfig.CapAdd ?? [], HostConfig.Binds ?? [], HostConfig.Devices ?? []]).toEqual([[], [], []]);
  });

  it("a fork bomb stays within its container", async () => {
    const { state } = await fixture.ran("for i in $(seq 200); do sleep 5 & done; exit 4");
    expect([2, 4]).toContain(state.code);
  });

  it("a command that takes all memory is ended, and its state says why", async () => {
    const { state } = await fixture.ran("x=x; while :; do x=$x$x; done", { memoryBytes: 20e6 });
    expect(state).toMatchObject({ reason: "memory", code: 137 });
  });

  it("a flood of output stays within the log", async () => {
    const { id } = await fixture.run("yes");
    const dir = join(fixture.dir, "container-logs", id);
    await expect.poll(() => statSync(join(dir, "dropped"), { throwIfNoEntry: false }) !== undefined).toBe(true);
    await fixture.containers.stop(OWNER, id, { seconds: 0 });
    expect(statSync(join(dir, "current")).size + statSync(join(dir, "old")).size).toBeLessThan(1.2e6);
  });

  it("a flood of input that nobody reads fills no memory", async () => {
    const { id } = await fixture.run("sleep 60", { stdin: true });
    const { stdin } = fixture.containers.attach(OWNER, id);
    let accepted = 0;
    for (let count = 0; count < 1000 && stdin?.write(Buffer.alloc(100_000)) === true; count += 1) accepted += 1;
    expect(accepted).toBeLessThan(100);
  });

  it("a reader that never reads holds up its own container only", async () => {
    const stuck = await fixture.containers.create(OWNER, { image: "busybox", command: ["yes"] });
    fixture.containers.attach(OWNER, stuck.id);
    await fixture.containers.start(OWNER, stuck.id);
    expect((await fixture.ran("echo free")).output).toBe("free\n");
    await fixture.containers.kill(OWNER, stuck.id);
    expect(fixture.state(stuck.id)).toMatchObject({ phase: "exited", code: 137 });
  });

  it("two containers can't reach each other's ports", async () => {
    const server = await fixture.run("while :; do echo hello | nc -l -p 80; done");
    const { NetworkSettings } = await docker.getContainer(onEngine(server.id)).inspect();
    const address = Object.values(NetworkSettings.Networks)[0]?.IPAddress;
    expect(address).toMatch(/^\d/);
    expect((await fixture.ran(`nc -w 2 ${address} 80 </dev/null || echo refused`)).output).toContain("refused");
  });

  it("a file that is named like a whiteout deletes nothing in the committed image", async () => {
    const { id } = await fixture.ran("touch /bin/.wh.sh");
    expect((await problemOf(fixture.containers.commit(OWNER, id, { tag: "x" }))).code).toBe("container/state");
  });

  it("the containers of a class reach no network", async () => {
    const shared = new ContainerFixture({ address: `unix://${engine}`, isShared: true });
    try {
      const { output } = await shared.ran("ls /sys/class/net");
      expect(output).toBe("lo\n");
    } finally {
      await shared.close();
    }
  });
});
