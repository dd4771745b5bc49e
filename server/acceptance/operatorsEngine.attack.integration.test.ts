import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Build } from "#contract/build.ts";
import type { Health } from "#contract/health.ts";
import type { Problem } from "#contract/problem.ts";
import { LOCAL_BUILDER } from "#server/builders/buildkit/settings/localEngine.ts";
import { testSockets } from "#server/docker/testEngines.ts";
import { settings } from "#server/http/rooms/roomFixture.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

/** A FROM could name any image that the operator's Docker engine has. */
describe("attacks of learners on the Docker engine of a server for one person", () => {
  let server: ServerInProcess;
  let folder: string;
  let engine: Server | undefined;
  let room: { readonly id: string; readonly code: string };
  let learner: string;
  /** The operator has no cookie. */
  const operator = "";

  beforeAll(async () => {
    folder = mkdtempSync(joinPath(tmpdir(), "strata-engine-"));
    const [real] = testSockets();
    const socket = real ?? joinPath(folder, "docker.sock");
    if (real === undefined) {
      // No engine here: what counts is that it is asked for nothing.
      const silent = createServer();
      await new Promise<void>((resolve) => silent.listen(socket, resolve));
      engine = silent;
    }
    const docker = process.env.STRATA_TEST_DOCKER_CLI ?? "docker";
    const env = { STRATA_ROOMS: "yes", DOCKER_HOST: `unix://${socket}`, STRATA_DOCKER_CLI: docker };
    server = await startInProcess({ env });
    room = await ask(operator, "POST", "/api/rooms", settings());
    const joined = await send("", "POST", "/api/join", { code: room.code, name: "Ada" });
    learner = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  });
  afterAll(async () => {
    await server.stop();
    engine?.close();
    rmSync(folder, { recursive: true });
  });

  async function send(cookie: string, method: string, path: string, body?: object): Promise<Response> {
    const json = body && { "content-type": "application/json" };
    const headers = { ...(cookie !== "" && { cookie }), ...json };
    return await server.fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  }
  async function ask<T>(...request: Parameters<typeof send>): Promise<T> {
    return (await (await send(...request)).json()) as T;
  }
  const build = (cookie: string, builder: string, dockerfileText = "FROM operators-own-image\n") =>
    ask<Problem & { readonly id: string }>(cookie, "POST", "/api/builds", { dockerfileText, builder });
  const buildersOf = async (cookie: string) =>
    (await ask<Health>(cookie, "GET", "/api/health")).builders.map(({ id }) => id);

  it("a build that names it is refused as one that names a builder there is not", async () => {
    const refused = await build(learner, LOCAL_BUILDER);
    expect(refused).toMatchObject({ status: 503, code: "builder/unavailable" });
    const absent = await build(learner, "nothing");
    expect(JSON.stringify(refused)).toBe(JSON.stringify(absent).replaceAll("nothing", LOCAL_BUILDER));
    expect(absent.next).toBe("Available builders: embedded, auto.");
  });

  it("a build on any BuildKit does not get it", async () => {
    expect(await build(learner, "buildkit")).toMatchObject({ code: "builder/unavailable" });
  });

  it("an automatic build that needs a BuildKit fails for want of one", async () => {
    const { id } = await build(learner, "auto", "# syntax=example.org/other:1\nFROM operators-own-image\n");
    await (await send(learner, "GET", `/api/builds/${id}/events`)).text();
    const ended = await ask<Build>(learner, "GET", `/api/builds/${id}`);
    expect(ended).toMatchObject({ state: "failed" });
    expect(ended.assignment?.builder).not.toBe(LOCAL_BUILDER);
    expect(ended.problem?.next).not.toContain("another builder");
  });

  it("a forecast does not get it", async () => {
    const request = { dockerfileText: "FROM operators-own-image\n", builder: LOCAL_BUILDER };
    expect(await ask(learner, "POST", "/api/plan", request)).toMatchObject({ code: "builder/unavailable" });
  });

  it("a learner's page does not learn of it; the operator's does", async () => {
    expect(await buildersOf(learner)).toEqual(["embedded"]);
    expect(await buildersOf(operator)).toEqual(["embedded", LOCAL_BUILDER]);
  });

  it("a room can't lend it to its learners", async () => {
    const refused = await ask(operator, "PATCH", `/api/rooms/${room.id}`, { builder: LOCAL_BUILDER });
    expect(refused).toMatchObject({ code: "builder/unavailable" });
    expect(await ask(learner, "GET", "/api/room")).not.toHaveProperty("room.builder");
  });
});
