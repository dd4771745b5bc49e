import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LessonProgress } from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import { testTar } from "#server/containers/archiveTestTar.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { TINY_LESSON, writeLessons } from "./lessonFixture.ts";

let root: string;
let test: TestApp;

const INDEX = TINY_LESSON["index.json"] ?? "";
const SLOW = `${"a".repeat(40)}!`;

beforeAll(async () => {
  const links = { ...TINY_LESSON };
  root = writeLessons({ tiny: TINY_LESSON, links });
  writeFileSync(path.join(root, "secret.png"), "secret");
  symlinkSync(path.join(root, "secret.png"), path.join(root, "links/link.png"));
  symlinkSync(root, path.join(root, "links/up"));
  test = await createTestApp({ lessonFolders: [root], separate: true, uploadBytes: 20_000_000 });
});

afterAll(async () => {
  await test.close();
  rmSync(root, { recursive: true });
});

async function call(person: string, method: "GET" | "POST", url: string, payload?: object) {
  const type = Buffer.isBuffer(payload) ? { "content-type": "application/x-tar" } : {};
  const cookie = `strata=${person.padEnd(43, "x")}`;
  const answer = await test.app.inject({
    method,
    url,
    headers: { host: "localhost", cookie, ...type },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, text: answer.body, json: () => JSON.parse(answer.body) };
}

type Texts = Readonly<Record<string, string>>;

/** Sends a folder and tries it as a lesson. */
async function tryLesson(person: string, texts: Texts) {
  const files = Object.entries(texts).map(([name, text]) => ({ path: name, text }));
  const { digest } = (await call(person, "POST", routes.contexts(), { files })).json();
  return call(person, "POST", routes.lessons(), { context: digest });
}

async function mistakesOf(person: string, texts: Texts): Promise<string[]> {
  const tried = await tryLesson(person, texts);
  expect(tried.status).toBe(201);
  const answer = await call(person, "GET", routes.lessonMistakes(tried.json().id));
  return answer.json().mistakes.map(({ message }: { message: string }) => message);
}

describe("lessons made to harm", () => {
  it("ten thousand files: the lesson is refused", async () => {
    const members = Array.from({ length: 10_000 }, (_, index) => ({ path: `assets/${index}` }));
    const tar = await buffer(testTar({ path: "index.json", text: INDEX }, ...members));
    const { digest } = (await call("mallory", "POST", routes.contexts(), tar)).json();
    const tried = await call("mallory", "POST", routes.lessons(), { context: digest });
    expect([tried.status, tried.json().code]).toEqual([422, "lesson/invalid"]);
  });

  it("a checks.yaml of a hundred thousand brackets: a mistake, and the server goes on", async () => {
    const mistakes = await mistakesOf("mallory", { ...TINY_LESSON, "checks.yaml": `steps: ${"[".repeat(100_000)}` });
    expect(mistakes).toContain("Too many levels inside each other.");
  });

  it("a checks.yaml whose aliases become a billion values: a mistake", async () => {
    const lines = [..."bcdefghij"].map((name, at) => `${name}: &${name} [${`*${"abcdefghij"[at]},`.repeat(9)}]`);
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${lines.join("\n")}\n`;
    const mistakes = await mistakesOf("mallory", { ...TINY_LESSON, "checks.yaml": bomb });
    expect(mistakes).toContain("Too many aliases, or too many levels inside each other.");
  });

  it("an expression that never ends: its goal says so, its neighbor is judged, and others are not kept from theirs", async () => {
    const checks = `steps:
  1:
    - { goal: Slow, id: slow, file: { path: page.html, matches: "^(a+)+$" } }
    - { goal: Quick, id: quick, file: { path: page.html } }
`;
    const tried = await tryLesson("mallory", { ...TINY_LESSON, "checks.yaml": checks, "assets/page.html": SLOW });
    const { workspace } = (await call("mallory", "POST", routes.lessonStart(tried.json().id))).json();
    await call("mallory", "POST", routes.workspaceLessonMove(workspace), { step: 0 });
    const judging = call("mallory", "POST", routes.workspaceLessonCheck(workspace));
    const own = (await call("ann", "POST", routes.lessonStart("tiny"))).json();
    await call("ann", "POST", routes.workspaceLessonMove(own.workspace), { step: 0 });
    const judged: LessonProgress = (await call("ann", "POST", routes.workspaceLessonCheck(own.workspace))).json();
    expect(judged.verdicts).toMatchObject([{ goal: "base", state: "failed", saw: expect.stringContaining("no FROM") }]);
    const { verdicts }: LessonProgress = (await judging).json();
    expect(verdicts).toMatchObject([
      { goal: "slow", state: "failed", saw: "Checking this took too long." },
      { goal: "quick", state: "passed" },
    ]);
  });

  it("a quiz whose pattern never ends: an answer is refused, and nothing hangs", async () => {
    const quiz = { ...TINY_LESSON, "one.md": ">>Which?<<\n=~= ^(a+)+$\n" };
    const { id } = (await tryLesson("mallory", quiz)).json();
    const { steps } = (await call("mallory", "GET", routes.lesson(id))).json();
    const question = JSON.stringify(steps[0].text).match(/"id":"([^"]+)"/)?.[1] ?? "";
    const { workspace } = (await call("mallory", "POST", routes.lessonStart(id))).json();
    const answer = { step: 0, question, answer: [SLOW] };
    const answered = await call("mallory", "POST", routes.workspaceLessonAnswer(workspace), answer);
    expect(answered.json().code).toBe("request/too-large");
  });

  it.each([
    "../secret.png",
    "../../../../etc/passwd.png",
    "/etc/passwd.png",
    "link.png",
    "up/secret.png",
    "assets/../../secret.png",
    "secret.png\u0000.svg",
  ])("an image at %j: nothing outside of the lesson's folder is served", async (file) => {
    const answer = await call("mallory", "GET", routes.lessonAsset("links", file));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain("secret\n");
    expect(answer.status).toBeLessThan(500);
  });

  it("assets that name files above the folder, and targets above the workspace: none is put anywhere", async () => {
    const assets = [
      { file: "../../etc/passwd", target: "~/" },
      { file: "page.html", target: "/etc/../../" },
    ];
    const details = { steps: [{ title: "One", text: "one.md" }], assets: { host01: assets } };
    const index = JSON.stringify({ title: "Escapes", description: "", details, backend: { imageid: "ubuntu" } });
    const tried = await tryLesson("mallory", { ...TINY_LESSON, "index.json": index });
    const { workspace } = (await call("mallory", "POST", routes.lessonStart(tried.json().id))).json();
    const { files } = (await call("mallory", "GET", routes.workspaceById(workspace))).json();
    for (const { path: name, text } of files) {
      expect(name).not.toMatch(/^\/|\.\./);
      expect(text).not.toContain("root:");
    }
  });

  it("another's lesson, workspace, and progress by their IDs: not found", async () => {
    const { id } = (await tryLesson("ann", { ...TINY_LESSON, "note.txt": "mine" })).json();
    const { workspace } = (await call("ann", "POST", routes.lessonStart(id))).json();
    for (const [method, url, body] of [
      ["GET", routes.lesson(id), undefined],
      ["GET", routes.lessonMistakes(id), undefined],
      ["GET", routes.lessonSource(id), undefined],
      ["GET", routes.lessonEvents(id), undefined],
      ["GET", routes.lessonAsset(id, "stack.svg"), undefined],
      ["POST", routes.lessonStart(id), undefined],
      ["GET", routes.workspaceLesson(workspace), undefined],
      ["POST", routes.workspaceLessonMove(workspace), { step: 0 }],
      ["POST", routes.workspaceLessonCheck(workspace), undefined],
      ["POST", routes.workspaceLessonAnswer(workspace), { step: 0, question: "q", answer: [] }],
    ] as const) {
      expect([url, (await call("mallory", method, url, body)).status]).toEqual([url, 404]);
    }
  });
});
