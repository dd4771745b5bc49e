import { spawnSync } from "node:child_process";
import { existsSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, rawConnection, startEngine, type TestEngine } from "./engineFixture.ts";
import { ENGINE_SOCKET } from "./engineSocket.ts";

let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

const get = (target: string, method = "GET") => ask(engine.socket, [`${method} ${target} HTTP/1.1`]);
const post = (target: string, body: string) =>
  ask(engine.socket, [`POST ${target} HTTP/1.1`, "Content-Type: application/json"], body);

describe("the socket", () => {
  it("is the operator's alone", () => {
    expect(statSync(engine.socket).mode & 0o777).toBe(0o600);
    expect(statSync(engine.dir).mode & 0o777).toBe(0o700);
  });

  it("goes with the server, and one that a dead server left is replaced", async () => {
    const dir = path.join(engine.dir, "twice");
    const first = await startEngine({ STRATA_DATA: dir });
    const socket = path.join(dir, ENGINE_SOCKET);
    expect(existsSync(socket)).toBe(true);
    await first.close();
    expect(existsSync(socket)).toBe(false);

    const dying = 'require("net").createServer().listen(process.argv[1], () => process.exit())';
    spawnSync(process.execPath, ["-e", dying, socket]);
    expect(existsSync(socket)).toBe(true);
    const second = await startEngine({ STRATA_DATA: dir });
    expect(await ask(socket, ["GET /_ping HTTP/1.1"])).toContain("200 OK");
    await second.close();
  });

  it("with too long a path is said to be missing, and the server works without it", async () => {
    const deep = path.join(engine.dir, "x".repeat(100));
    const other = await startEngine({ STRATA_DATA: deep });
    expect(other.server.notices.join()).toMatch(
      /docker CLI can't use Strata: .* bytes, and the path of a socket may have 107/,
    );
    expect(existsSync(path.join(deep, ENGINE_SOCKET))).toBe(false);
    expect((await fetch(`${other.server.url}/api/health`)).ok).toBe(true);
    await other.close();
  });

  it("does not replace a file that is no socket", async () => {
    const dir = path.join(engine.dir, "with-file");
    const first = await startEngine({ STRATA_DATA: dir });
    await first.close();
    writeFileSync(path.join(dir, ENGINE_SOCKET), "mine");
    const second = await startEngine({ STRATA_DATA: dir });
    expect(second.server.notices.join()).toContain("is not a socket");
    await second.close();
    expect(existsSync(path.join(dir, ENGINE_SOCKET))).toBe(true);
  });
});

describe("a client", () => {
  it.each(["GET", "HEAD"])("learns from %s /_ping which API this is", async (method) => {
    const answer = await get("/_ping", method);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain("Api-Version: 1.51");
    expect(answer).toContain("Ostype: linux");
    expect(answer).toContain("Builder-Version: 1");
    expect(answer.endsWith(method === "GET" ? "\r\n\r\nOK" : "\r\n\r\n")).toBe(true);
  });

  it("may ask for an older version, and for none", async () => {
    expect(await get("/v1.24/version")).toContain('"ApiVersion":"1.51"');
    expect(await get("/version")).toContain('"MinAPIVersion":"1.24"');
  });

  it.each([
    ["/v1.99/version", "400 Bad Request", "client version 1.99 is too new. Maximum supported API version is 1.51"],
    ["/v1.12/version", "400 Bad Request", "client version 1.12 is too old. Minimum supported API version is 1.24"],
    ["/v1.51/nothing", "404 Not Found", "page not found"],
    ["/v1.51/containers/missing/json", "404 Not Found", "No such container: missing"],
    ["/v1.51/images/missing/json", "404 Not Found", "No such image: missing:latest"],
    ["/v1.51/volumes/missing", "404 Not Found", "get missing: no such volume"],
    ["/v1.51/exec/missing/json", "404 Not Found", "No such exec instance: missing"],
    ["/v1.51/containers/json?filters=%7B", "400 Bad Request", "invalid filter"],
  ])("that asks for %s is told %s", async (target, status, message) => {
    const answer = await get(target);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toMatchObject({
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ["", "got EOF while reading request body"],
    ["{", "the request body is not valid"],
    ["[]", "invalid JSON"],
    ['{"Cmd":7}', "invalid JSON: Cmd"],
  ])("that sends %j as a container is told what is wrong", async (body, message) => {
    const answer = await post("/v1.51/containers/create", body);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(message);
  });

  it("that wants BuildKit gets the command that works", async () => {
    for (const target of ["/session", "/grpc", "/v1.51/build?version=2"]) {
      expect(await post(target, "{}")).toContain("set DOCKER_BUILDKIT=0");
    }
    expect(await get("/containers/buildx_buildkit_default/json")).toContain("set DOCKER_BUILDKIT=0");
  });

  it("that is no HTTP client gets an error, and the server keeps running", async () => {
    const connection = rawConnection(engine.socket);
    connection.write("\0\0\0nonsense\r\n\r\n");
    expect(await connection.end()).toContain("400 Bad Request");
    expect(await get("/_ping")).toContain("200 OK");
  });

  it("that asks for the connection of what is not there gets an answer with a status", async () => {
    const upgrade = ["Connection: Upgrade", "Upgrade: tcp"];
    for (const target of ["/v1.51/containers/missing/attach?stream=1", "/v1.51/exec/missing/start"]) {
      const connection = rawConnection(engine.socket);
      connection.write(
        [`POST ${target} HTTP/1.1`, "Host: docker", ...upgrade, "Content-Length: 2", "", "{}"].join("\r\n"),
      );
      expect(await connection.end()).toMatch(/^HTTP\/1\.1 404 Not Found[\s\S]*No such /);
    }
  });

  it("that leaves in the middle of its request harms nobody", async () => {
    const connection = rawConnection(engine.socket);
    connection.write(
      "POST /v1.51/exec/x/start HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 99\r\n\r\n{",
    );
    connection.socket.end();
    expect(await connection.end()).toContain("unexpected EOF");
    expect(await get("/_ping")).toContain("200 OK");
  });
});
