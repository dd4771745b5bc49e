import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Lesson, LessonList, LessonProgress } from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import type { Workspace } from "#contract/workspace.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import { TINY_LESSON, writeLessons } from "./lessonFixture.ts";
import { createTestApp, type TestApp } from "./testApp.ts";

let root: string;
let test: TestApp;

beforeEach(async () => {
  root = writeLessons({ tiny: TINY_LESSON });
  test = await createTestApp({ lessonFolders: [root], separate: true });
});

afterEach(async () => {
  await test.close();
  rmSync(root, { recursive: true });
});

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Calls as the owner of a cookie. */
function as(person: string) {
  const cookie = `strata=${person.padEnd(43, "x")}`;
  return async (method: Method, url: string, body?: object, headers: Record<string, string> = {}) => {
    const answer = await test.app.inject({
      method,
      url,
      headers: { host: "localhost", cookie, ...headers },
      ...(body && { payload: body }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: () => JSON.parse(answer.body),
    };
  };
}

const call = as("ann");

async function start(): Promise<string> {
  const answer = await call("POST", routes.lessonStart("tiny"));
  expect(answer.status).toBe(201);
  return answer.json().workspace;
}

async function write(workspace: string, file: string, text: string): Promise<void> {
  const before: Workspace = (await call("GET", routes.workspaceById(workspace))).json();
  const files = [...before.files.filter(({ path: name }) => name !== file), textFile(file, text)];
  const saved = await call("PUT", routes.workspaceById(workspace), { ...before, files }, { "if-match": "*" });
  expect(saved.status).toBe(200);
}

async function filesOf(workspace: string): Promise<Record<string, string | undefined>> {
  const { files }: Workspace = (await call("GET", routes.workspaceById(workspace))).json();
  return Object.fromEntries(files.map(({ path: name, text }) => [name, text]));
}

const check = async (workspace: string): Promise<LessonProgress> =>
  (await call("POST", routes.workspaceLessonCheck(workspace))).json();
const move = async (workspace: string, step: number, reset = false): Promise<LessonProgress> =>
  (await call("POST", routes.workspaceLessonMove(workspace), { step, reset })).json();

describe("the library", () => {
  it("lists the lessons of a folder, and gives one without its answers", async () => {
    const { lessons }: LessonList = (await call("GET", routes.lessons())).json();
    const entry = lessons.find(({ id }) => id === "tiny");
    expect(entry).toEqual({
      id: "tiny",
      title: "Tiny",
      description: "A lesson for tests",
      source: "folder",
      minutes: 3,
      steps: 2,
      mistakes: 0,
    });
    const answer = await call("GET", routes.lesson("tiny"));
    const lesson: Lesson = answer.json();
    expect(lesson.steps.map(({ title, goals }) => [title, goals])).toEqual([
      ["One", [{ id: "base", title: "The Dockerfile starts from busybox" }]],
      ["Two", [{ id: "page", title: "The page says goodbye" }]],
    ]);
    expect(answer.text).not.toContain("(*)");
    expect(answer.text).not.toContain('"right"');
  });

  it("says how far one is in a lesson, in the workspace that took it last", async () => {
    const takenOf = async (person: typeof call) => {
      const { lessons }: LessonList = (await person("GET", routes.lessons())).json();
      return lessons.find(({ id }) => id === "tiny")?.taken;
    };
    const first = await start();
    await move(first, 1);
    expect(await takenOf(call)).toEqual({ workspace: first, step: 1, isFinished: false });
    const second = await start();
    expect(await takenOf(call)).toEqual({ workspace: second, step: -1, isFinished: false });
    expect(await takenOf(as("eve"))).toBeUndefined();
    await call("DELETE", routes.workspaceById(second));
    await move(first, 2);
    expect(await takenOf(call)).toEqual({ workspace: first, step: 2, isFinished: true });
  });

  it("says which lesson is not there", async () => {
    const answer = await call("GET", routes.lesson("missing"));
    expect(answer.status).toBe(404);
    expect(answer.json().code).toBe("lesson/not-found");
  });

  it("reads a lesson again when its files change, and lists its mistakes by place", async () => {
    const before: Lesson = (await call("GET", routes.lesson("tiny"))).json();
    const changed = Promise.withResolvers<void>();
    const stop = test.services.lessons.library.watch.onChange(path.join(root, "tiny"), changed.resolve);
    writeFileSync(path.join(root, "tiny/checks.yaml"), "steps:\n  1:\n    - goal: Odd\n      dockerfile: { bas: x }\n");
    await changed.promise;
    stop();
    const after: Lesson = (await call("GET", routes.lesson("tiny"))).json();
    expect(after.revision).not.toBe(before.revision);
    const { mistakes } = (await call("GET", routes.lessonMistakes("tiny"))).json();
    expect(mistakes[0]).toMatchObject({
      file: "checks.yaml",
      range: { start: { line: 3, character: 20 } },
      message: "Unknown key bas.",
    });
  });

  it("gives the texts that a lesson is written in, the index and the checks first, and nothing else", async () => {
    const { files } = (await call("GET", routes.lessonSource("tiny"))).json();
    const names = files.map(({ path }: { path: string }) => path);
    expect(names).toEqual(["index.json", "checks.yaml", "finish.md", "intro.md", "one.md", "two.md"]);
    expect(files[4].text).toContain("{{copy}}");
  });

  it("serves images of a lesson in a sandbox, and no other file", async () => {
    const image = await call("GET", routes.lessonAsset("tiny", "stack.svg"));
    expect(image.status).toBe(200);
    expect(image.headers["content-type"]).toBe("image/svg+xml");
    expect(image.headers["x-content-type-options"]).toBe("nosniff");
    const policy = String(image.headers["content-security-policy"]).split("; ");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("sandbox");
    expect(policy.join()).not.toMatch(/script/);
    for (const file of ["checks.yaml", "index.json", "missing.png", "assets/page.html"]) {
      expect((await call("GET", routes.lessonAsset("tiny", file))).status).toBe(404);
    }
  });

  it("tries a lesson that was sent as a context, for whoever sent it and for nobody else", async () => {
    const files = Object.entries(TINY_LESSON).map(([name, text]) => ({ path: `my-lesson/${name}`, text }));
    const { digest } = (await call("POST", routes.contexts(), { files })).json();
    const tried = await call("POST", routes.lessons(), { context: digest });
    expect(tried.status).toBe(201);
    const { id } = tried.json();
    expect((await call("POST", routes.lessonStart(id))).status).toBe(201);
    const { lessons }: LessonList = (await call("GET", routes.lessons())).json();
    expect(lessons[0]).toMatchObject({ id, source: "tried", title: "Tiny" });
    const other = as("bob");
    expect((await other("GET", routes.lesson(id))).status).toBe(404);
    expect((await other("POST", routes.lessons(), { context: digest })).status).toBe(404);
    expect((await other("GET", routes.lessonAsset(id, "stack.svg"))).status).toBe(404);
  });

  it("keeps a lesson that somebody takes, however many they try after it", async () => {
    const tryOut = async (number: number) => {
      const files = Object.entries({ ...TINY_LESSON, "one.md": `Number ${number}` }).map(([name, text]) => ({
        path: name,
        text,
      }));
      const { digest } = (await call("POST", routes.contexts(), { files })).json();
      return (await call("POST", routes.lessons(), { context: digest })).json().id;
    };
    const taken = await tryOut(0);
    const dropped = await tryOut(1);
    const { workspace } = (await call("POST", routes.lessonStart(taken))).json();
    for (let number = 2; number < 14; number++) await tryOut(number);
    expect((await call("GET", routes.workspaceLesson(workspace))).status).toBe(200);
    expect((await call("GET", routes.lesson(taken))).status).toBe(200);
    expect((await call("GET", routes.lesson(dropped))).status).toBe(404);
  });

  it("refuses a context that is no lesson", async () => {
    const { digest } = (await call("POST", routes.contexts(), { files: [{ path: "a.txt", text: "a" }] })).json();
    const tried = await call("POST", routes.lessons(), { context: digest });
    expect(tried.status).toBe(422);
    expect(tried.json().code).toBe("lesson/invalid");
  });
});

describe("a lesson that is taken", () => {
  it("starts in a workspace of its own with the files of the first step", async () => {
    const workspace = await start();
    expect(await filesOf(workspace)).toEqual({ Dockerfile: "", "page.html": "<p>Hello</p>\n" });
    const progress: LessonProgress = (await call("GET", routes.workspaceLesson(workspace))).json();
    expect(progress).toMatchObject({ lesson: "tiny", step: -1, verdicts: [], done: [] });
  });

  it("judges wrong and right, and what held once stays passed", async () => {
    const workspace = await start();
    expect((await move(workspace, 0)).verdicts).toEqual([{ goal: "base", state: "waiting" }]);
    await write(workspace, "Dockerfile", "FROM debian\n");
    expect((await check(workspace)).verdicts).toEqual([
      {
        goal: "base",
        state: "failed",
        saw: "Line 1 is FROM debian. FROM is the first instruction.",
        wanted: "The image that the last stage starts from is busybox*.",
        at: { path: "Dockerfile", range: { start: { line: 0, character: 0 }, end: { line: 0, character: 11 } } },
      },
    ]);
    await write(workspace, "Dockerfile", "FROM busybox:1.37\n");
    expect(await check(workspace)).toMatchObject({ verdicts: [{ goal: "base", state: "passed" }], done: [0] });
    await write(workspace, "Dockerfile", "");
    expect((await check(workspace)).verdicts).toEqual([{ goal: "base", state: "passed" }]);
  });

  it("begins a step again with the files it began with; what they replace is a version", async () => {
    const workspace = await start();
    await move(workspace, 1);
    await write(workspace, "page.html", "<p>Goodbye</p>\n");
    expect(await check(workspace)).toMatchObject({ done: [1], verdicts: [{ state: "passed" }] });
    const again = await move(workspace, 1, true);
    expect(again).toMatchObject({ done: [], verdicts: [{ goal: "page", state: "waiting" }] });
    expect((await filesOf(workspace))["page.html"]).toBe("<p>Hello</p>\n");
    const { versions } = (await call("GET", routes.workspaceVersions(workspace))).json();
    const kept = await call("GET", routes.workspaceVersion(workspace, versions[0].version));
    expect(kept.text).toContain("Goodbye");
  });

  it("ends when every step is done, and tells whoever listens", async () => {
    const told: [string, number[]][] = [];
    test.services.lessons.onProgress((_owner, id, { done }) => told.push([id, done]));
    const workspace = await start();
    await move(workspace, 0);
    await write(workspace, "Dockerfile", "FROM busybox\n");
    await check(workspace);
    await move(workspace, 1);
    await write(workspace, "page.html", "Goodbye");
    const { finishedAt, done } = await check(workspace);
    expect(done).toEqual([0, 1]);
    expect(finishedAt).toBeTypeOf("number");
    expect(told.at(-1)).toEqual([workspace, [0, 1]]);
  });

  it("judges by itself some time after a save", async () => {
    const workspace = await start();
    await move(workspace, 0);
    const done = Promise.withResolvers<void>();
    test.services.lessons.onProgress((_owner, _id, progress) => {
      if (progress.done.includes(0)) done.resolve();
    });
    await write(workspace, "Dockerfile", "FROM busybox\n");
    await done.promise;
  });

  it("judges answers on the server, a few in a minute", async () => {
    const workspace = await start();
    const { steps }: Lesson = (await call("GET", routes.lesson("tiny"))).json();
    const node = steps[1]?.text.find(({ kind }) => kind === "question");
    const question = node?.kind === "question" ? node.question.id : "";
    const answer = (text: string) =>
      call("POST", routes.workspaceLessonAnswer(workspace), { step: 1, question, answer: [text] });
    expect((await answer("RUN")).json()).toEqual({ right: false });
    expect((await answer("COPY")).json()).toEqual({ right: true });
    const progress: LessonProgress = (await call("GET", routes.workspaceLesson(workspace))).json();
    expect(progress.answered).toEqual([question]);
    const statuses = await Promise.all(Array.from({ length: 25 }, async () => (await answer("RUN")).status));
    expect(statuses).toContain(429);
  });

  it("is not found by another owner, nor in a workspace without a lesson", async () => {
    const workspace = await start();
    const other = as("bob");
    for (const [method, url, body] of [
      ["GET", routes.workspaceLesson(workspace), undefined],
      ["POST", routes.workspaceLessonCheck(workspace), undefined],
      ["POST", routes.workspaceLessonMove(workspace), { step: 0 }],
      ["POST", routes.workspaceLessonAnswer(workspace), { step: 0, question: "q", answer: [] }],
    ] as const) {
      const answer = await other(method, url, body);
      expect([url, answer.status, answer.json().code]).toEqual([url, 404, "workspace/not-found"]);
    }
    const content = {
      name: "Mine",
      files: [],
      settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
    };
    const { id } = (await call("POST", routes.workspaces(), content)).json();
    expect((await call("GET", routes.workspaceLesson(id))).status).toBe(204);
    expect((await call("POST", routes.workspaceLessonCheck(id))).json().code).toBe("lesson/none");
  });

  it("goes with its workspace, and comes back with it", async () => {
    const workspace = await start();
    await call("DELETE", routes.workspaceById(workspace));
    expect((await call("GET", routes.workspaceLesson(workspace))).status).toBe(404);
    await call("POST", routes.workspaceRestore(workspace));
    expect((await call("GET", routes.workspaceLesson(workspace))).status).toBe(200);
  });
});
