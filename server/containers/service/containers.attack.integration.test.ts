import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { ContainerFixture, OWNER, problemOf, textOf } from "./containerFixture.ts";
import { runtimeProcesses } from "./processTree.ts";

const { users, missing } = sandboxUsers();
for (const what of missing) it.skip(`attacks of containers can't be tested with ${what}`);

/** Bytes. */
function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
}

describe.each(users.filter(({ hasIds }) => hasIds))("attacks of containers of $name", (user) => {
  let fixture: ContainerFixture;
  beforeAll(() => {
    fixture = new ContainerFixture({ user });
  });
  afterEach(async () => {
    for (const { id } of fixture.containers.list(OWNER)) await fixture.containers.remove(OWNER, id, { force: true });
  });
  afterAll(() => fixture.close());

  it("a flood of output stays within the log, fills no memory, and does not hold up the server", async () => {
    const { id } = await fixture.run("yes");
    const [runtime = 0] = runtimeProcesses();
    const before = memoryOf(runtime);
    const delays = monitorEventLoopDelay({ resolution: 5 });
    const { dropped } = logPlace(id);
    await expect.poll(() => statSync(dropped, { throwIfNoEntry: false }) !== undefined).toBe(true);
    delays.enable();
    const attached = fixture.containers.attach(OWNER, id);
    await attached.output[Symbol.asyncIterator]().next();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    delays.disable();
    expect(memoryOf(runtime) - before).toBeLessThan(80e6);
    expect(delays.percentile(50) / 1e6).toBeLessThan(100);
    const { current, old } = logPlace(id);
    expect(statSync(current).size + statSync(old).size).toBeLessThan(1.2e6);
  });

  it("a link in place of /etc/passwd leads to no file of the machine", async () => {
    const running = await fixture.run(
      "rm -f /etc/passwd; ln -s ../../../../../../../../../../../etc/passwd /etc/passwd; echo ready; sleep 60",
    );
    await expect.poll(() => fixture.log(running.id)).toBe("ready\n");
    const asMachine = fixture.containers.exec(OWNER, running.id, { command: ["id"], user: "daemon" });
    expect((await problemOf(asMachine)).detail).toBe("unable to find user daemon: no matching entries in passwd file");
  });

  it("a pipe in place of /etc/passwd keeps nobody waiting", async () => {
    const { id } = await fixture.run("rm -f /etc/passwd; mkfifo /etc/passwd; echo ready; sleep 60");
    await expect.poll(() => fixture.log(id)).toBe("ready\n");
    const session = await fixture.containers.exec(OWNER, id, { command: ["echo", "runs"], user: "5" });
    expect(await textOf(session.output)).toBe("runs\n");
  });

  it("a reader that never reads holds up its own container only", async () => {
    const stuck = await fixture.containers.create(OWNER, { image: "busybox", command: ["yes"] });
    fixture.containers.attach(OWNER, stuck.id);
    await fixture.containers.start(OWNER, stuck.id);
    expect((await fixture.ran("echo free")).output).toBe("free\n");
    await fixture.containers.stop(OWNER, stuck.id, { seconds: 0 });
    expect(fixture.state(stuck.id)).toMatchObject({ phase: "exited", code: 137 });
  });

  it("a flood of input that nobody reads fills no memory", async () => {
    const { id } = await fixture.run("sleep 60", { stdin: true });
    const { stdin } = fixture.containers.attach(OWNER, id);
    let accepted = 0;
    for (let count = 0; count < 1000 && stdin?.write(Buffer.alloc(100_000)) === true; count += 1) accepted += 1;
    expect(accepted).toBeLessThan(100);
  });

  it("another owner's volume of the same name is another volume", async () => {
    await fixture.containers.createVolume(OWNER, "shared");
    const others = await fixture.containers.volumes("another");
    expect(others).toEqual([]);
    expect((await problemOf(fixture.containers.removeVolume("another", "shared"))).code).toBe("volume/not-found");
    await fixture.containers.removeVolume(OWNER, "shared");
  });

  it("a name or a path with a NUL, a line break, or dots is refused, or is only a name", async () => {
    const create = (changes: object) =>
      fixture.containers.create(OWNER, { image: "busybox", command: ["true"], ...changes });
    for (const name of ["../x", "a/b", "a\nb", "a\0b", ""]) {
      expect((await problemOf(create({ name }))).code).toBe("container/invalid");
    }
    const nul = await create({ env: ["A=\0"] });
    expect((await problemOf(fixture.containers.start(OWNER, nul.id))).code).toBe("container/not-started");
    const up = await fixture.ran("pwd", { workdir: "/../../../tmp" });
    expect(up.output).toBe("/tmp\n");
  });

  function logPlace(id: string) {
    const dir = join(fixture.dir, "container-logs", id);
    return { current: join(dir, "current"), old: join(dir, "old"), dropped: join(dir, "dropped") };
  }
});
