import { afterAll, beforeAll, expect, test } from "vitest";
import { type CheckResponse, checkResponseSchema } from "#contract/diagnostic.ts";
import { Checker, type CheckerOptions } from "#server/checks/service/checker.ts";
import type { CheckQuestion } from "#server/checks/service/checkThread.ts";
import { ShellCheckService } from "#server/checks/shellCheckService.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
});
afterAll(() => server.close());

const checkerWith = (options: CheckerOptions): Checker => new Checker(server.dir, options);

async function answerOf(checker: Checker, question: CheckQuestion): Promise<CheckResponse> {
  return checkResponseSchema.parse(JSON.parse(Buffer.from(await checker.check(question)).toString()));
}

async function check(payload: object): Promise<CheckResponse["diagnostics"]> {
  const headers = { host: "localhost" };
  const answer = await server.app.inject({ method: "POST", url: "/api/check", payload, headers });
  expect(answer.statusCode).toBe(200);
  return answer.json<CheckResponse>().diagnostics;
}

function sendContext(files: Parameters<typeof server.services.contexts.fromFiles>[0]) {
  const context = server.services.contexts.fromFiles(files);
  server.services.workspaces.noteSent(DEFAULT_OWNER, context.digest);
  return context;
}

test("a mistake and a finding are returned with their places", async () => {
  expect(await check({ dockerfileText: "FROM busybox\nRUNN true\n" })).toContainEqual(
    expect.objectContaining({
      severity: "error",
      range: expect.objectContaining({ start: { line: 1, character: 0 } }),
    }),
  );
  expect(await check({ dockerfileText: "FROM busybox\nCMD echo hi\n" })).toContainEqual(
    expect.objectContaining({ code: "JSONArgsRecommended" }),
  );
  expect(await check({ dockerfileText: 'FROM busybox:1.37\nCMD ["echo", "hi"]\n' })).toEqual([]);
});

test("hadolint's rules check the commands of a RUN with the context's configuration", async () => {
  const dockerfileText = "FROM debian:12\nRUN sudo make && \\\n    apt-get install -y curl\n";
  const found = await check({ dockerfileText });
  expect(found).toContainEqual(
    expect.objectContaining({
      code: "DL3008",
      source: "hadolint",
      range: { start: { line: 2, character: 23 }, end: { line: 2, character: 27 } },
    }),
  );
  const files = [{ path: ".hadolint.yaml", text: "ignored: [DL3008]\noverride:\n  info: [DL3004]\n" }];
  const { digest } = sendContext(files);
  const configured = await check({ dockerfileText, context: digest });
  expect(configured.map(({ code }) => code)).not.toContain("DL3008");
  expect(configured).toContainEqual(expect.objectContaining({ code: "DL3004", severity: "info" }));
});

test("ShellCheck checks the scripts with the same configuration", async () => {
  const dockerfileText = "FROM debian:12\nRUN true \\\n  # why\n  && ls $dir\n";
  const range = { start: { line: 3, character: 8 }, end: { line: 3, character: 12 } };
  expect(await check({ dockerfileText })).toContainEqual(
    expect.objectContaining({ code: "SC2086", source: "shellcheck", severity: "info", range }),
  );
  const files = [{ path: ".hadolint.yaml", text: "ignored: [SC2154]\noverride:\n  error: [SC2086]\n" }];
  const { digest } = sendContext(files);
  const configured = await check({ dockerfileText, context: digest });
  expect(configured.map(({ code }) => code)).not.toContain("SC2154");
  expect(configured).toContainEqual(expect.objectContaining({ code: "SC2086", severity: "error" }));
});

test("without ShellCheck everything else is found, and the health reports it", async () => {
  const checker = checkerWith({ patience: 30_000, shellCheck: new ShellCheckService({ folder: undefined }) });
  const { diagnostics: found } = await answerOf(checker, { text: "FROM debian:12\nRUN sudo ls $dir\n", input: {} });
  expect(found.map(({ source }) => source)).toEqual(["hadolint"]);
  expect(checker.hasShellCheck).toBe(false);
  await checker.close();
  const health = await server.app.inject({ url: "/api/health", headers: { host: "localhost" } });
  expect(health.json()).toMatchObject({ shellcheck: true });
});

test("scripts that ShellCheck had no time for are reported", async () => {
  const checker = checkerWith({ patience: 30_000, shellPatience: 1 });
  const { diagnostics: found } = await answerOf(checker, { text: "FROM debian:12\nRUN ls $dir\n", input: {} });
  expect(found).toEqual([expect.objectContaining({ code: "shellcheck-limit", severity: "hint" })]);
  await checker.close();
});

test("an invalid hadolint configuration is reported", async () => {
  const { digest } = sendContext([{ path: ".hadolint.yaml", text: "ignored: {" }]);
  const found = await check({ dockerfileText: "FROM busybox:1.37\n", context: digest });
  expect(found).toEqual([expect.objectContaining({ code: "hadolint-config", severity: "warning" })]);
});

test("with a failure-threshold the answer has hadolint's exit status", async () => {
  const endAt = async (threshold?: string) => {
    const files =
      threshold === undefined ? [] : [{ path: ".hadolint.yaml", text: `failure-threshold: ${threshold}\n` }];
    const { digest } = sendContext([{ path: "a", text: "a" }, ...files]);
    const payload = { dockerfileText: "FROM debian:latest\nRUN ls $dir\n", context: digest };
    const answer = await server.app.inject({
      method: "POST",
      url: "/api/check",
      payload,
      headers: { host: "localhost" },
    });
    return answer.json<CheckResponse>().hadolint;
  };
  expect(await endAt("error")).toEqual({ threshold: "error", fails: false, failing: 0 });
  expect(await endAt("warning")).toMatchObject({ fails: true });
  expect(await endAt()).toBeUndefined();
});

test("the check knows what the context ignores", async () => {
  const files = [
    { path: ".dockerignore", text: "secret.txt\n" },
    { path: "secret.txt", text: "x" },
  ];
  const { digest } = sendContext(files);
  const dockerfileText = "FROM busybox\nCOPY secret.txt /\n";
  const found = await check({ dockerfileText: `# check=experimental=all\n${dockerfileText}`, context: digest });
  expect(found).toContainEqual(expect.objectContaining({ code: "CopyIgnoredFile" }));
});

test("a check that takes too long is ended together with its thread", async () => {
  const checker = checkerWith({ patience: 0 });
  const question = { text: "FROM busybox:1.37\n", input: {} };
  await expect(checker.check(question)).rejects.toThrow(/took longer than/);
  await expect(checker.check(question)).rejects.toThrow(/took longer than/);
  await checker.close();
});

test("checks over the limit are rejected", async () => {
  const checker = checkerWith({ patience: 30_000, waiting: 1 });
  const question = { text: "FROM busybox:1.37\n", input: {} };
  const first = checker.check(question);
  expect(() => checker.check(question)).toThrow(/already queued/);
  expect(await first).toEqual(await checker.check(question));
  await checker.close();
});
