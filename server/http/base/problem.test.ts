import { expect, test } from "vitest";
import { problem, problemSchema } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { createTestApp } from "../testApp.ts";
import { toProblem } from "./problem.ts";

test("an internal error is reported without a path, a message, or a stack", () => {
  const shown = toProblem(new Error("ENOENT: open '/home/me/secret'"));
  expect(shown.code).toBe("internal");
  expect(JSON.stringify(shown)).not.toMatch(/secret|ENOENT|at /);
});

test("a full disk is reported, however deep in the causes", () => {
  const full = Object.assign(new Error("x"), { code: "ENOSPC" });
  expect(toProblem(new Error("a", { cause: new Error("b", { cause: full }) })).code).toBe("store/full");
  const sqlite = Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 });
  expect(toProblem(sqlite).code).toBe("store/full");
});

test("a thrown problem is unchanged", () => {
  const shown = problem("build/queue-full", "5 builds are waiting.");
  expect(toProblem(new ProblemError(shown))).toEqual(shown);
});

test.each([
  ["an address that is not there", { url: "/api/nothing" }, 404, "request/not-found"],
  ["a method that is not there", { method: "DELETE", url: "/api/health" }, 404, "request/not-found"],
  [
    "a body that is no JSON",
    { method: "POST", url: "/api/builds", payload: "{", headers: { "content-type": "application/json" } },
    400,
    "request/invalid",
  ],
  [
    "an empty body",
    { method: "POST", url: "/api/builds", headers: { "content-type": "application/json" } },
    400,
    "request/invalid",
  ],
  [
    "another type of content",
    { method: "POST", url: "/api/builds", payload: "a=b", headers: { "content-type": "text/plain" } },
    415,
    "request/unsupported-media-type",
  ],
  ["a body with a wrong field", { method: "POST", url: "/api/builds", payload: { tags: "x" } }, 400, "request/invalid"],
  ["a broken address", { url: "/api/images/%ff" }, 400, "request/invalid"],
  ["an image that is not there", { url: "/api/images/nope" }, 404, "image/not-found"],
  ["a build that is not there", { url: "/api/builds/nope" }, 404, "build/not-found"],
  [
    "a context that is not there",
    { method: "POST", url: "/api/builds", payload: { context: `sha256:${"0".repeat(64)}` } },
    404,
    "context/not-found",
  ],
  [
    "a name no image can have",
    { method: "POST", url: "/api/builds", payload: { tags: ["Up per"] } },
    400,
    "image/reference",
  ],
  [
    "a body that is too large",
    { method: "POST", url: "/api/images/x/tags", payload: { tag: "x".repeat(2_000_000) } },
    413,
    "request/too-large",
  ],
] as const)("%s is a problem", async (_what, request, status, code) => {
  const { app, close } = await createTestApp();
  const { headers, ...rest } = { headers: {}, ...request };
  const answer = await app.inject({ ...rest, headers: { host: "localhost", ...headers } });
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(problemSchema.parse(answer.json())).toMatchObject({ status, code });
  expect(answer.statusCode).toBe(status);
  await close();
});
