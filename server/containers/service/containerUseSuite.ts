import { once } from "node:events";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import type { ExecSpec } from "#contract/container.ts";
import { readTar } from "#server/oci/tar/tarStream.ts";
import { testTar } from "../archiveTestTar.ts";
import { type ContainerFixture, OWNER, problemOf, textOf } from "./containerFixture.ts";

/** What is done with a container while it runs, and with its files. */
export function containerUseSuite(fixture: () => ContainerFixture, { canList = true } = {}): void {
  const containers = () => fixture().containers;

  async function exec(id: string, spec: ExecSpec, typed?: string) {
    const session = await containers().exec(OWNER, id, { ...spec, ...(typed !== undefined && { stdin: true }) });
    session.stdin?.end(typed);
    return { output: await textOf(session.output), code: await session.wait() };
  }

  it("runs other commands in it, with its environment and their own", async () => {
    const { id } = await fixture().run("sleep 60; true", { env: ["A=1"], workdir: "/w" });
    const command = ["sh", "-c", "cat; echo $A $B $PWD; cat /proc/1/comm; exit 4"];
    expect(await exec(id, { command, env: ["B=2"] }, "typed\n")).toEqual({
      output: "typed\n1 2 /w\nsh\n",
      code: 4,
    });
    expect(await exec(id, { command: ["none"] })).toEqual({
      output:
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "none": executable file not found in $PATH\r\n',
      code: 127,
    });
    const unknown = containers().exec(OWNER, id, { command: ["id"], user: "none" });
    expect((await problemOf(unknown)).detail).toBe("unable to find user none: no matching entries in passwd file");
    await containers().kill(OWNER, id);
    expect((await problemOf(containers().exec(OWNER, id, { command: ["id"] }))).code).toBe("container/state");
  });

  it("gives such a command a terminal", async () => {
    const { id } = await fixture().run("sleep 60");
    const session = await containers().exec(
      OWNER,
      id,
      { command: ["sh", "-c", "read line; stty size; echo got $line"], terminal: true, stdin: true },
      { columns: 77, rows: 20 },
    );
    session.stdin?.write("typed\n");
    expect((await textOf(session.output)).split("\r\n")).toEqual(["typed", "20 77", "got typed", ""]);
    expect(await session.wait()).toBe(0);
  });

  it.runIf(canList)("lists its processes and measures it", async () => {
    const { id } = await fixture().run("sleep 60 & sleep 61; true");
    await expect
      .poll(async () => (await containers().top(OWNER, id)).map(({ command }) => command).sort())
      .toEqual(["/bin/sh -c sleep 60 & sleep 61; true", "sleep 60", "sleep 61"]);
    expect(await containers().stats(OWNER, id)).toMatchObject({ processes: 3, memoryLimit: 300e6 });
  });

  it("shows its health", async () => {
    const { id } = await fixture().run("touch /ok; sleep 60", {
      healthcheck: { Test: ["CMD-SHELL", "echo checked; test -e /ok"], Interval: 50e6, Retries: 2 },
    });
    const health = () => {
      const state = fixture().state(id);
      return state.phase === "running" ? state.health : undefined;
    };
    expect(health()).toEqual({ state: "starting", failures: 0, output: "" });
    await expect.poll(health, { timeout: 5000 }).toEqual({ state: "healthy", failures: 0, output: "checked\n" });
    await exec(id, { command: ["rm", "/ok"] });
    await expect.poll(() => health()?.state, { timeout: 5000 }).toBe("unhealthy");
  });

  it("publishes its ports while it runs", async () => {
    const server = "while true; do echo hello | nc -l -p 80; done";
    const { id } = await fixture().run(server, { ports: [{ container: 80, protocol: "tcp" }] });
    const [port] = containers().get(OWNER, id).ports;
    await expect.poll(() => firstWords(port?.host ?? 0), { timeout: 10_000, interval: 50 }).toBe("hello\n");
    const taken = await containers().create(OWNER, {
      image: "busybox",
      command: ["true"],
      ports: [{ container: 1, protocol: "tcp", ...(port !== undefined && { host: port.host }) }],
    });
    expect(await problemOf(containers().start(OWNER, taken.id))).toMatchObject({
      code: "container/port-taken",
      detail: `Bind for 127.0.0.1:${port?.host} failed: port is already allocated`,
    });
    await containers().kill(OWNER, id);
    expect(containers().get(OWNER, id).ports).toEqual([]);
    expect(await firstWords(port?.host ?? 0)).toBe("refused");
  });

  it("can't write to its root with --read-only, but to a tmpfs", async () => {
    const { output } = await fixture().ran("touch /f 2>&1; touch /t/f && echo written", {
      readOnly: true,
      mounts: [{ type: "tmpfs", target: "/t", sizeBytes: 1e6 }],
    });
    expect(output).toMatch(/Read-only file system\nwritten\n$/);
  });

  it("becomes an image, with what it changed as a layer", async () => {
    const { id } = await fixture().ran("echo made > /made; rm /bin/vi", { env: ["A=1"] });
    expect((await containers().changes(OWNER, id)).map(({ path, change }) => [path, change])).toEqual([
      ["/bin", "changed"],
      ["/bin/vi", "deleted"],
      ["/made", "added"],
    ]);
    const image = await containers().commit(OWNER, id, { tag: "mine", message: "m", author: "a" });
    expect(fixture().images.require(OWNER, "mine").id).toBe(image);
    const { output } = await fixture().ran("cat /made; echo $A", { image: "mine" });
    expect(output).toBe("made\n1\n");
    await expect.poll(() => containers().get(OWNER, id).writable).toMatchObject({ added: 1, deleted: 1 });
  });

  it("takes and gives files, whether or not it runs", async () => {
    const { id } = await containers().create(OWNER, { image: "busybox", command: ["sleep", "60"] });
    await containers().writeArchive(OWNER, id, "/tmp", testTar({ path: "a", text: "before\n" }));
    await containers().start(OWNER, id);
    await containers().writeArchive(OWNER, id, "/tmp", testTar({ path: "b", text: "while\n" }));
    expect((await exec(id, { command: ["cat", "/tmp/a", "/tmp/b"] })).output).toBe("before\nwhile\n");
    const { stat, tar } = await containers().readArchive(OWNER, id, "/tmp/b");
    expect(stat).toMatchObject({ name: "b", size: 6 });
    expect((await buffer(tar)).includes("while\n")).toBe(true);
    const root = await containers().readArchive(OWNER, id, "/");
    expect((await namesIn(root.tar)).slice(0, 3)).toContain("/bin");
    expect((await namesIn(await containers().export(OWNER, id))).slice(0, 2)).toContain("bin");
    expect(await containers().stat(OWNER, id, "/tmp")).toMatchObject({ name: "tmp" });
    expect((await problemOf(containers().stat(OWNER, id, "/none"))).code).toBe("container/path");
    const broken = containers().writeArchive(OWNER, id, "/tmp", Readable.from([Buffer.from("no tar")]));
    await expect(broken).rejects.toThrow();
  });
}

async function namesIn(tar: Readable): Promise<string[]> {
  const names: string[] = [];
  for await (const { header } of readTar(tar)) names.push(header.path);
  return names;
}

/** What containers keep in volumes. */
export function containerVolumeSuite(fixture: () => ContainerFixture): void {
  const containers = () => fixture().containers;

  it("keeps files in volumes, those of its image at first", async () => {
    fixture().addImage("with-volume", { Volumes: { "/bin/..data": {}, "/tmp": {} } });
    const named = { type: "volume" as const, name: "kept", target: "/kept" };
    const first = await fixture().ran("echo 1 > /kept/f; echo 2 > /tmp/g; ls -d /tmp", {
      image: "with-volume",
      mounts: [named],
    });
    expect(first.output).toBe("/tmp\n");
    const { volumes } = containers().get(OWNER, first.id);
    expect(volumes.map(({ target, anonymous }) => [target, anonymous]).sort()).toEqual([
      ["/bin/..data", true],
      ["/kept", false],
      ["/tmp", true],
    ]);
    const second = await fixture().ran("cat /kept/f; touch /kept/no 2>&1", {
      mounts: [{ ...named, readOnly: true }],
    });
    expect(second.output).toMatch(/^1\ntouch: .*Read-only file system\n$/);
    expect((await problemOf(containers().removeVolume(OWNER, "kept"))).code).toBe("volume/in-use");
    for (const { id } of [first, second]) await containers().remove(OWNER, id, { volumes: true });
    expect((await containers().volumes(OWNER)).map(({ name }) => name)).toEqual(["kept"]);
    await containers().removeVolume(OWNER, "kept");
  });
}

/** What a port of this machine answers, or `refused`. */
async function firstWords(port: number): Promise<string> {
  const socket = connect({ port, host: "127.0.0.1" });
  try {
    const [bytes] = await Promise.race([once(socket, "data"), once(socket, "close").then(() => ["refused"])]);
    return String(bytes);
  } catch {
    return "refused";
  } finally {
    socket.destroy();
  }
}
