import { existsSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { hexOf } from "#server/oci/store/digest.ts";
import { isAlive } from "#server/oci/store/isAlive.ts";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { ContainerFixture, OWNER, problemOf } from "./containerFixture.ts";
import { commandOf, processesWith, runtimeProcesses, startersOf } from "./processTree.ts";

const { users, missing } = sandboxUsers();
for (const what of missing) it.skip(`containers can't be tested with ${what}`);

let fixture: ContainerFixture;
afterEach(() => fixture.close());

const LOOP = "test -e /kept && echo again; touch /kept; echo ready; sleep 60; true";

async function ready(id: string): Promise<void> {
  await expect.poll(() => fixture.log(id), { timeout: 10_000 }).toContain("ready\n");
}

describe.each(users.filter(({ hasIds }) => hasIds))("containers of $name, when something dies", (user) => {
  it("are exited if their process is killed, leave nothing behind, and start again with their files", async () => {
    fixture = new ContainerFixture({ user });
    const marker = `${30_000 + Math.floor(Math.random() * 30_000)}`;
    const { id } = await fixture.run(`${LOOP}; sleep ${marker}`);
    await ready(id);
    for (const pid of runtimeProcesses()) process.kill(pid, "SIGKILL");
    expect(await fixture.exit(id)).toMatchObject({ code: 137, reason: "server" });
    expect(fixture.failures.splice(0)).toHaveLength(1);
    await expect.poll(() => processesWith(marker)).toEqual([]);
    await fixture.containers.start(OWNER, id);
    await expect.poll(() => fixture.log(id)).toBe("ready\nagain\nready\n");
  });

  it("are exited if the helper of one is killed, and others run on", async () => {
    fixture = new ContainerFixture({ user });
    const marker = `${30_000 + Math.floor(Math.random() * 30_000)}`;
    const [first, second] = [await fixture.run(`${LOOP}; sleep ${marker}`), await fixture.run(LOOP)];
    await Promise.all([ready(first.id), ready(second.id)]);
    const [command = 0] = processesWith(marker);
    const helper = startersOf(command).find((pid) => commandOf(pid).includes(" run"));
    // Signals for process 0 go to the whole group of this one.
    if (helper === undefined) throw new Error("the helper was not found");
    process.kill(helper, "SIGKILL");
    expect(await fixture.exit(first.id)).toMatchObject({ phase: "exited", reason: "server" });
    expect(fixture.state(second.id)).toMatchObject({ phase: "running" });
    await expect.poll(() => processesWith(marker)).toEqual([]);
    expect(fixture.failures.splice(0).map(String)).toEqual([
      expect.stringContaining("the guard of the sandbox was killed"),
    ]);
  });

  it("start as usual after a start at which the sandbox failed", async () => {
    fixture = new ContainerFixture({ user });
    const { id } = await fixture.containers.create(OWNER, { image: "busybox", command: ["echo", "hi"] });
    const upper = join(fixture.dir, "snapshots", "containers", id, "upper");
    await fixture.containers.changes(OWNER, id);
    renameSync(upper, `${upper}.away`);
    // No overlay can be mounted with it.
    symlinkSync("/proc/tty", upper);
    await expect(fixture.containers.start(OWNER, id)).rejects.toThrow("SandboxError");
    rmSync(upper);
    renameSync(`${upper}.away`, upper);
    await fixture.containers.start(OWNER, id);
    expect(await fixture.exit(id)).toMatchObject({ code: 0 });
  });

  it("are exited after the server was killed, and what was to be removed is gone", async () => {
    fixture = new ContainerFixture({ user });
    const kept = await fixture.run(LOOP);
    const passing = await fixture.run(LOOP, { autoRemove: true });
    await Promise.all([ready(kept.id), ready(passing.id)]);
    const before = runtimeProcesses();
    for (const pid of before) process.kill(pid, "SIGKILL");
    await expect.poll(() => before.filter(isAlive)).toEqual([]);
    fixture.failures.splice(0);
    fixture.openAgain();
    expect(fixture.state(kept.id)).toMatchObject({ phase: "exited", code: 137, reason: "server" });
    expect(fixture.containers.list(OWNER).map(({ id }) => id)).toEqual([kept.id]);
    await expect.poll(() => readdirSync(join(fixture.dir, "snapshots", "containers"))).toEqual([kept.id]);
  });
});

describe("what containers leave", () => {
  const [root] = users;
  if (root === undefined) return it.skip("needs a sandbox");

  it("keeps their layers and their image's configuration, even if the image is removed", async () => {
    fixture = new ContainerFixture({ user: root });
    const { id } = await fixture.ran("echo kept > /f");
    const image = fixture.images.require(OWNER, "busybox");
    fixture.images.remove(OWNER, image.id);
    expect(fixture.containers.needed()).toEqual(
      expect.arrayContaining([image.id, ...image.layers.map((l) => l.diffId)]),
    );
    const again = await fixture.containers.commit(OWNER, id, { tag: "saved" });
    expect(fixture.images.require(OWNER, "saved").id).toBe(again);
    expect(fixture.containers.mounted()).toEqual([]);
  });

  it("holds the unpacked layers of running containers only", async () => {
    fixture = new ContainerFixture({ user: root });
    const { id } = await fixture.run("sleep 60");
    const [layer] = fixture.containers.mounted();
    expect(layer && existsSync(join(fixture.dir, "snapshots", "layers", hexOf(layer)))).toBe(true);
    await fixture.containers.kill(OWNER, id);
    expect(fixture.containers.mounted()).toEqual([]);
  });

  it("says which limit was hit", async () => {
    fixture = new ContainerFixture({ user: root }, { count: 5, memoryBytes: 30e6, diskBytes: 5e6, processes: 10 });
    const [disk, memory] = await Promise.all([
      fixture.run("dd if=/dev/zero of=/f bs=1M count=50; sleep 60"),
      fixture.run("x=$(head -c 40000000 /dev/zero | tr '\\0' a); sleep 60"),
    ]);
    const end = async ({ id }: { id: string }) => {
      const state = await fixture.exit(id);
      return [state.code, state.reason, state.message];
    };
    expect(await end(disk)).toEqual([137, "disk", "The container's writable layer grew beyond 5 MB."]);
    expect(await end(memory)).toEqual([137, "memory", "The container used more than its memory limit of 30 MB."]);
    await fixture.reopen({ seconds: 1 });
    expect(await end(await fixture.run("sleep 60"))).toEqual([137, "time", "The container ran longer than 1 seconds."]);
    await fixture.reopen({ idleSeconds: 1, seconds: 0 });
    expect(await end(await fixture.run("sleep 60"))).toEqual([137, "idle", "The container was idle for 1 seconds."]);
    await fixture.run("true");
    const more = fixture.containers.create(OWNER, { image: "busybox", command: ["true"] });
    expect((await problemOf(more)).code).toBe("container/too-many");
  });

  it("is removed with them", async () => {
    fixture = new ContainerFixture({ user: root });
    const { id } = await fixture.ran("echo a > /f");
    const ids = (await fixture.containers.prune(OWNER)).ids;
    expect(ids).toEqual([id]);
    await expect.poll(() => readdirSync(join(fixture.dir, "snapshots", "containers"))).toEqual([]);
    await expect.poll(() => readdirSync(join(fixture.dir, "container-logs"))).toEqual([]);
    await expect.poll(() => readdirSync(join(fixture.dir, "snapshots", "tmp"))).toEqual([]);
  });
});
