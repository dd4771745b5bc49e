import { afterEach, beforeEach, expect, it } from "vitest";
import type { PlannedStep } from "#contract/build.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

const TEXT = 'FROM scratch\nENV A=1\nUSER app\nCOPY nothing /\nCMD ["x"]\n';

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

const headers = { host: "localhost" };
const lineOf = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 20 } });

/** A build whose COPY failed. */
async function failed(): Promise<string> {
  const payload = { dockerfileText: TEXT };
  const { id } = (await server.app.inject({ method: "POST", url: "/api/builds", payload, headers })).json();
  const build = await server.builder.held(0);
  build.emit({ type: "source", dockerfile: "Dockerfile", dockerfileText: TEXT });
  const steps = TEXT.trim()
    .split("\n")
    .map(
      (title, line): PlannedStep => ({
        id: `0.${line}`,
        stage: 0,
        instruction: title.split(" ")[0] ?? "",
        title,
        range: lineOf(line),
        configOnly: false,
      }),
    );
  build.emit({ type: "planned", stages: [{ index: 0, from: "scratch", range: lineOf(0) }], steps });
  for (const step of ["0.0", "0.1", "0.2"]) build.emit({ type: "step", step, state: "done", at: 1 });
  build.finish({ state: "failed", step: "0.3" });
  await expect
    .poll(async () => (await server.app.inject({ url: `/api/builds/${id}`, headers })).json().state)
    .toBe("failed");
  return id;
}

it("tells what holds after each step, and before the one that failed", async () => {
  const id = await failed();
  const at = async (step: string) =>
    (await server.app.inject({ url: `/api/builds/${id}/steps/${step}/state`, headers })).json();
  expect(await at("0.1")).toMatchObject({
    at: "after",
    user: "",
    workdir: "/",
    config: { Env: [expect.any(String), "A=1"] },
  });
  expect(await at("0.2")).toMatchObject({ at: "after", user: "app", config: { User: "app" } });
  expect(await at("0.3")).toMatchObject({ at: "before", user: "app" });
  expect(await at("0.4")).toMatchObject({ code: "request/not-found" });
  expect(await at("9.9")).toMatchObject({ code: "request/not-found" });
});
