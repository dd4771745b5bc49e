import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type Docker from "dockerode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import { ask, build, rawConnection, startEngine, type TestEngine, tarOf, textOf } from "./engineFixture.ts";

const UPLOAD = 4_000_000;
const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;
if (!isRoot) process.stderr.write("SKIPPED: only root can try the engine socket as another user\n");

let engine: TestEngine;
let victim: Docker.Container;

beforeAll(async () => {
  engine = await startEngine({ STRATA_MAX_UPLOAD: String(UPLOAD) });
  await build(engine.docker, { Dockerfile: "FROM busybox\n" }, { t: "app:1" });
  victim = await engine.docker.createContainer({ Image: "app:1", Cmd: ["sleep", "1000"] });
  await victim.start();
});
afterAll(() => engine.close());

const alive = async () => expect(await ask(engine.socket, ["GET /_ping HTTP/1.1"])).toContain("200 OK");
const post = (target: string, body: string) =>
  ask(engine.socket, [`POST ${target} HTTP/1.1`, "Content-Type: application/json"], body);

/** What a command in a container says. */
async function inside(script: string, options: Docker.ContainerCreateOptions = {}): Promise<string> {
  const container = await engine.docker.createContainer({
    Image: "app:1",
    Cmd: ["sh", "-c", script],
    Tty: true,
    ...options,
  });
  const stream = await container.attach({ stream: true, stdout: true, stderr: true });
  await container.start();
  const said = await textOf(stream);
  await container.remove({ force: true });
  return said;
}

describe("attacks on who may use the engine socket", () => {
  it.skipIf(!isRoot)("another user of the machine can't connect to it", () => {
    const script = `require("net").connect(process.argv[1]).on("error", (error) => console.log(error.code))`;
    const { stdout } = spawnSync(process.execPath, ["-e", script, engine.socket], { uid: NOBODY, gid: NOBODY });
    expect(String(stdout)).toBe("EACCES\n");
  });

  it("a container finds no socket of it, by its path or anywhere", async () => {
    const said = await inside(
      `test -e ${engine.socket} && echo found; find / -name docker.sock -o -name '*.db' 2>/dev/null; echo end`,
    );
    expect(said).toBe("end\r\n");
  });

  it("a container can't have its folder as a mount, however that is asked for", async () => {
    const mounts = [
      { Binds: [`${engine.dir}:/data`] },
      { Binds: [`./../..${engine.dir}:/data`] },
      { Mounts: [{ Type: "bind", Source: engine.dir, Target: "/data" }] },
      { VolumesFrom: [victim.id] },
      { Privileged: true },
      { PidMode: "host" },
      { Devices: [{ PathOnHost: "/dev/sda", PathInContainer: "/dev/sda", CgroupPermissions: "rwm" }] },
    ];
    for (const HostConfig of mounts) {
      const created = engine.docker.createContainer({ Image: "app:1", HostConfig: HostConfig as Docker.HostConfig });
      await expect(created).rejects.toMatchObject({ statusCode: 400 });
    }
  });
});

describe("attacks with paths through the engine socket", () => {
  it("a path with dots leads nowhere above the container's root", async () => {
    for (const path of [`../../../../../../..${engine.dir}/images.db`, `/tmp/../../..${engine.dir}/images.db`]) {
      await expect(victim.getArchive({ path })).rejects.toMatchObject({ statusCode: 404 });
      await expect(victim.infoArchive({ path })).rejects.toMatchObject({ statusCode: 404 });
    }
  });

  it("a link to a file of the machine is followed inside the container", async () => {
    const exec = await victim.exec({ Cmd: ["ln", "-s", engine.dir, "/escape"] });
    await exec.start({ Detach: true });
    await expect(victim.getArchive({ path: "/escape/images.db" })).rejects.toMatchObject({ statusCode: 404 });
    const into = victim.putArchive(Readable.from([tarOf({ planted: "x" })]), { path: "/escape" });
    await expect(into).rejects.toMatchObject({ statusCode: expect.any(Number) });
    expect(existsSync(`${engine.dir}/planted`)).toBe(false);
  });

  it("a tar with dots or links that lead out writes nothing outside", async () => {
    const link = tarHeader({
      path: "out",
      type: "symlink",
      mode: 0o777,
      uid: 0,
      gid: 0,
      size: 0,
      mtime: 0,
      linkTarget: engine.dir,
    });
    const tars = [
      tarOf({ "../../planted": "x" }),
      tarOf({ [`${engine.dir}/planted`]: "x" }),
      Buffer.concat([link, tarOf({ "out/planted": "x" })]),
    ];
    for (const tar of tars) await victim.putArchive(Readable.from([tar]), { path: "/tmp" }).catch(() => {});
    expect(existsSync(`${engine.dir}/planted`)).toBe(false);
    expect(existsSync(`${engine.dir}/../planted`)).toBe(false);
  });

  it.each([
    "/v1.51/../../etc/passwd",
    "/v1.51/containers/..%2f..%2fetc/json",
    "//etc/passwd",
    "/v1.51/images/%00/json",
  ])("a target such as %s is only ever a name that is not found", async (target) => {
    expect(await ask(engine.socket, [`GET ${target} HTTP/1.1`])).toMatch(/^HTTP\/1\.1 40[04] /);
  });
});

describe("attacks with what is sent to the engine socket", () => {
  it("a huge body of JSON is refused before it is all there", async () => {
    const body = `{"Image":"${"x".repeat(5_000_000)}"}`;
    expect(await post("/v1.51/containers/create", body)).toMatch(/^HTTP\/1\.1 413 /);
    await alive();
  });

  it("a body of brackets is refused, and takes no time", async () => {
    const start = performance.now();
    expect(await post("/v1.51/containers/create", "[".repeat(1_000_000))).toMatch(/^HTTP\/1\.1 400 /);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("a body before an upgrade is bounded too", async () => {
    const lines = ["POST /v1.51/exec/x/start HTTP/1.1", "Connection: Upgrade", "Upgrade: tcp"];
    expect(await ask(engine.socket, [...lines, "Content-Length: 99999999999"])).toMatch(/^HTTP\/1\.1 413 /);
    expect(await ask(engine.socket, [...lines, "Transfer-Encoding: chunked"])).toMatch(/^HTTP\/1\.1 413 /);
    await alive();
  });

  it("a context larger than the limit is refused, and so is one that unpacks to that", async () => {
    const big = tarOf({ Dockerfile: "FROM scratch\n", big: "x".repeat(UPLOAD) });
    await expect(
      build(engine.docker, { Dockerfile: "FROM scratch\n", big: "x".repeat(UPLOAD) }, {}),
    ).rejects.toMatchObject({ statusCode: 413 });
    const bomb = engine.docker.buildImage(Readable.from([gzipSync(big)]), {});
    await expect(bomb).rejects.toMatchObject({ statusCode: 413 });
    await alive();
  });

  it("a tar whose header lies about its size is refused", async () => {
    const lie = tarHeader({ path: "x", type: "file", mode: 0o644, uid: 0, gid: 0, size: 10 ** 15, mtime: 0 });
    const built = engine.docker.buildImage(Readable.from([Buffer.concat([lie, TAR_END])]), {});
    await expect(built).rejects.toMatchObject({ statusCode: expect.any(Number) });
    await alive();
  });

  it("headers without an end are cut off", async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `X-${index}: ${"y".repeat(50)}`);
    expect(await ask(engine.socket, ["GET /_ping HTTP/1.1", ...lines])).toMatch(/^HTTP\/1\.1 4\d\d /);
    await alive();
  });

  it("connections that say nothing keep nobody out", async () => {
    const silent = Array.from({ length: 200 }, () => rawConnection(engine.socket));
    for (const { write } of silent) write("POST /v1.51/build HTTP/1.1\r\n");
    await alive();
    for (const { socket } of silent) socket.destroy();
  });

  it("names, options, and filters of any bytes are answered, never a failure of the server", async () => {
    const odd = [
      "%00",
      "%ff%fe",
      "'; DROP TABLE images; --",
      "__proto__",
      "constructor",
      "x".repeat(3000),
      "{{7*7}}",
      "😀",
    ];
    for (const name of odd.map(encodeURIComponent)) {
      for (const target of [
        `/v1.51/containers/${name}/json`,
        `/v1.51/images/${name}/json`,
        `/v1.51/volumes/${name}`,
        `/v1.51/networks/${name}`,
        `/v1.51/containers/json?filters=${encodeURIComponent(JSON.stringify({ name: [name], label: [name] }))}`,
        `/v1.51/images/json?filters=${encodeURIComponent(JSON.stringify({ reference: [name] }))}`,
      ]) {
        expect(await ask(engine.socket, [`GET ${target} HTTP/1.1`])).toMatch(/^HTTP\/1\.1 [24]\d\d /);
      }
    }
  });

  it("a pattern that would take a regular expression forever takes no time", async () => {
    const filters = encodeURIComponent(JSON.stringify({ name: ["(a+)+$"], reference: ["*".repeat(200)] }));
    const start = performance.now();
    await ask(engine.socket, [`GET /v1.51/containers/json?filters=${filters} HTTP/1.1`]);
    const images = encodeURIComponent(JSON.stringify({ reference: [`${"*a".repeat(100)}b`] }));
    await ask(engine.socket, [`GET /v1.51/images/json?filters=${images} HTTP/1.1`]);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("commands that are created and never started are forgotten, not collected", async () => {
    const [first] = await Promise.all([victim.exec({ Cmd: ["true"] })]);
    for (let index = 0; index < 500; index++) await victim.exec({ Cmd: ["true"] });
    await expect(first.inspect()).rejects.toMatchObject({ statusCode: 404 });
    await alive();
  });

  it("a client that never reads what it asked for delays no other", async () => {
    const shouting = await engine.docker.createContainer({ Image: "app:1", Cmd: ["yes"] });
    const deaf = rawConnection(engine.socket);
    deaf.write(
      `POST /v1.51/containers/${shouting.id}/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`,
    );
    await deaf.until("101 UPGRADED");
    deaf.socket.pause();
    await shouting.start();
    await alive();
    deaf.socket.destroy();
    await shouting.remove({ force: true });
  });
});
