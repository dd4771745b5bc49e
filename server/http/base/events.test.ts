import { afterEach, beforeEach, expect, test } from "vitest";
import type { Workspace } from "#contract/workspace.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let server: TestApp;
let url: string;
beforeEach(async () => {
  server = await createTestApp();
  url = await server.app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => server.close());

interface Message {
  id: string;
  data: { type: string; text?: string; revision?: number };
}

function parse(stream: string): Message[] {
  return [...stream.matchAll(/^id: (\d+)\ndata: (.*)\n\n/gm)].map(([, id = "", data = ""]) => ({
    id,
    data: JSON.parse(data),
  }));
}

/** Reads a stream until `enough`, then closes it. */
async function readUntil(response: Response, enough: (messages: Message[]) => boolean): Promise<Message[]> {
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (enough(parse(text))) break;
  }
  return parse(text);
}

async function startBuild(): Promise<string> {
  const answer = await fetch(`${url}/api/builds`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ dockerfileText: "FROM busybox" }),
  });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  expect(answer.headers.get("location")).toBe(`/api/builds/${id}`);
  return id;
}

const events = (id: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/builds/${id}/events`, { headers });

test("a build's events arrive one by one while it runs, and the stream ends with it", async () => {
  const id = await startBuild();
  const build = await server.builder.held(0);
  const response = await events(id);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  build.emit({ type: "planned", stages: [], steps: [] });
  const [first, rest] = [response.clone(), response.text()];
  expect((await readUntil(first, (messages) => messages.length > 0))[0]?.data.type).toBe("planned");
  build.emit({ type: "log", step: "a", stream: "stdout", text: "line\n\nid: 99\ndata: forged\n\n" });
  build.finish();
  expect(parse(await rest).map((message) => [message.id, message.data.type])).toEqual([
    ["1", "planned"],
    ["2", "log"],
    ["3", "finished"],
  ]);
});

test("a reader that lost its connection continues where it stopped", async () => {
  const id = await startBuild();
  const build = await server.builder.held(0);
  for (const text of ["one", "two", "three"]) build.emit({ type: "log", step: "a", stream: "stdout", text });
  const before = await readUntil(await events(id), (messages) => messages.length >= 2);
  build.finish();
  const after = parse(await (await events(id, { "last-event-id": before[1]?.id ?? "" })).text());
  expect(after.map((message) => message.data.text ?? message.data.type)).toEqual(["three", "finished"]);
});

test("a build with 20,000 events arrives complete and in order", async () => {
  const id = await startBuild();
  const build = await server.builder.held(0);
  const reading = events(id).then((response) => response.text());
  for (let at = 1; at <= 20_000; at += 1) build.emit({ type: "log", step: "a", stream: "stdout", text: String(at) });
  build.finish();
  const messages = parse(await reading);
  expect(messages.length).toBe(20_001);
  expect(messages.slice(0, -1).every((message, at) => message.data.text === String(at + 1))).toBe(true);
});

test("canceling ends the build for every reader", async () => {
  const id = await startBuild();
  await server.builder.held(0);
  const reading = events(id).then((response) => response.text());
  expect((await fetch(`${url}/api/builds/${id}`, { method: "DELETE" })).status).toBe(204);
  expect(parse(await reading).at(-1)?.data).toMatchObject({ type: "finished", state: "canceled" });
});

test("a reader that is connected when the server stops receives the end of its build", async () => {
  const id = await startBuild();
  await server.builder.held(0);
  const reading = events(id).then((response) => response.text());
  await expect.poll(() => server.services.streams.open).toBe(1);
  await server.services.builds.stop();
  await server.services.streams.stop();
  expect(parse(await reading).at(-1)?.data).toMatchObject({
    type: "finished",
    state: "failed",
    problem: { code: "build/server-stopped" },
  });
});

test("a reader that disconnects leaves nothing behind", async () => {
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/workspace/events`, { signal: leaving.signal });
  expect(response.ok).toBe(true);
  expect(server.services.streams.open).toBe(1);
  leaving.abort();
  await expect.poll(() => server.services.streams.open).toBe(0);
});

test("another tab receives the current revision at once, then each save", async () => {
  const response = await fetch(`${url}/api/workspace/events`);
  const { id, revision, savedAt, ...content } = (await (await fetch(`${url}/api/workspace`)).json()) as Workspace;
  const [first, both] = [response.clone(), response];
  expect((await readUntil(first, (messages) => messages.length > 0))[0]?.data.revision).toBe(revision);
  const headers = { "content-type": "application/json", "if-match": `"${revision}"` };
  const body = JSON.stringify({ ...content, name: "other" });
  const next = (await (
    await fetch(`${url}/api/workspaces/${id}`, { method: "PUT", headers, body })
  ).json()) as Workspace;
  const heard = await readUntil(both, (messages) => messages.length > 1);
  expect(heard.map((message) => message.data.revision)).toEqual([revision, next.revision]);
});
