import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Lesson, LessonProgress } from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { Learner } from "./learnerFixture.ts";
import { TINY_LESSON, writeLessons } from "./lessonFixture.ts";

let root: string;
let test: TestApp;
let ann: Learner;

beforeEach(async () => {
  root = writeLessons({ tiny: TINY_LESSON });
  test = await createTestApp({ lessonFolders: [root], separate: true });
  ann = new Learner(test, "ann");
});

afterEach(async () => {
  await test.close();
  rmSync(root, { recursive: true });
});

describe("a lesson that is taken", () => {
  it("starts in a workspace of its own with the files of the first step", async () => {
    const workspace = await ann.start("tiny");
    expect(await ann.files(workspace)).toEqual({ Dockerfile: "", "page.html": "<p>Hello</p>\n" });
    const progress: LessonProgress = (await ann.call("GET", routes.workspaceLesson(workspace))).json();
    expect(progress).toMatchObject({ lesson: "tiny", step: -1, verdicts: [], done: [] });
  });

  it("judges wrong and right, and what held once stays passed", async () => {
    const workspace = await ann.start("tiny");
    expect((await ann.move(workspace, 0)).verdicts).toEqual([{ goal: "base", state: "waiting" }]);
    await ann.write(workspace, "Dockerfile", "FROM debian\n");
    expect((await ann.check(workspace)).verdicts).toEqual([
      {
        goal: "base",
        state: "failed",
        saw: "Line 1 is FROM debian. FROM is the first instruction.",
        wanted: "The image that the last stage starts from is busybox*.",
        at: { path: "Dockerfile", range: { start: { line: 0, character: 0 }, end: { line: 0, character: 11 } } },
      },
    ]);
    await ann.write(workspace, "Dockerfile", "FROM busybox:1.37\n");
    expect(await ann.check(workspace)).toMatchObject({ verdicts: [{ goal: "base", state: "passed" }], done: [0] });
    await ann.write(workspace, "Dockerfile", "");
    expect((await ann.check(workspace)).verdicts).toEqual([{ goal: "base", state: "passed" }]);
  });

  it("begins a step again with the files it began with; what they replace is a version", async () => {
    const workspace = await ann.start("tiny");
    await ann.move(workspace, 1);
    await ann.write(workspace, "page.html", "<p>Goodbye</p>\n");
    expect(await ann.check(workspace)).toMatchObject({ done: [1], verdicts: [{ state: "passed" }] });
    const again = await ann.move(workspace, 1, true);
    expect(again).toMatchObject({ done: [], verdicts: [{ goal: "page", state: "waiting" }] });
    expect((await ann.files(workspace))["page.html"]).toBe("<p>Hello</p>\n");
    const { versions } = (await ann.call("GET", routes.workspaceVersions(workspace))).json();
    const kept = await ann.call("GET", routes.workspaceVersion(workspace, versions[0].version));
    expect(kept.text).toContain("Goodbye");
  });

  it("ends when every step is done, and tells whoever listens", async () => {
    const told: [string, number[]][] = [];
    test.services.lessons.onProgress((_owner, id, { done }) => told.push([id, done]));
    const workspace = await ann.start("tiny");
    await ann.move(workspace, 0);
    await ann.write(workspace, "Dockerfile", "FROM busybox\n");
    await ann.check(workspace);
    await ann.move(workspace, 1);
    await ann.write(workspace, "page.html", "Goodbye");
    const { finishedAt, done } = await ann.check(workspace);
    expect(done).toEqual([0, 1]);
    expect(finishedAt).toBeTypeOf("number");
    expect(told.at(-1)).toEqual([workspace, [0, 1]]);
  });

  it("judges by itself some time after a save", async () => {
    const workspace = await ann.start("tiny");
    await ann.move(workspace, 0);
    const done = Promise.withResolvers<void>();
    test.services.lessons.onProgress((_owner, _id, progress) => {
      if (progress.done.includes(0)) done.resolve();
    });
    await ann.write(workspace, "Dockerfile", "FROM busybox\n");
    await done.promise;
  });

  it("judges answers on the server, a few in a minute", async () => {
    const workspace = await ann.start("tiny");
    const { steps }: Lesson = (await ann.call("GET", routes.lesson("tiny"))).json();
    const node = steps[1]?.text.find(({ kind }) => kind === "question");
    const question = node?.kind === "question" ? node.question.id : "";
    const answer = (text: string) =>
      ann.call("POST", routes.workspaceLessonAnswer(workspace), { step: 1, question, answer: [text] });
    expect((await answer("RUN")).json()).toEqual({ right: false });
    expect((await answer("COPY")).json()).toEqual({ right: true });
    const progress: LessonProgress = (await ann.call("GET", routes.workspaceLesson(workspace))).json();
    expect(progress.answered).toEqual([question]);
    const statuses = await Promise.all(Array.from({ length: 25 }, async () => (await answer("RUN")).status));
    expect(statuses).toContain(429);
  });

  it("is not found by another owner, nor in a workspace without a lesson", async () => {
    const workspace = await ann.start("tiny");
    const other = new Learner(test, "bob");
    for (const [method, url, body] of [
      ["GET", routes.workspaceLesson(workspace), undefined],
      ["POST", routes.workspaceLessonCheck(workspace), undefined],
      ["POST", routes.workspaceLessonMove(workspace), { step: 0 }],
      ["POST", routes.workspaceLessonAnswer(workspace), { step: 0, question: "q", answer: [] }],
    ] as const) {
      const answer = await other.call(method, url, body);
      expect([url, answer.status, answer.json().code]).toEqual([url, 404, "workspace/not-found"]);
    }
    const content = {
      name: "Mine",
      files: [],
      settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
    };
    const { id } = (await ann.call("POST", routes.workspaces(), content)).json();
    expect((await ann.call("GET", routes.workspaceLesson(id))).status).toBe(204);
    expect((await ann.call("POST", routes.workspaceLessonCheck(id))).json().code).toBe("lesson/none");
  });

  it("goes with its workspace, and comes back with it", async () => {
    const workspace = await ann.start("tiny");
    await ann.call("DELETE", routes.workspaceById(workspace));
    expect((await ann.call("GET", routes.workspaceLesson(workspace))).status).toBe(404);
    await ann.call("POST", routes.workspaceRestore(workspace));
    expect((await ann.call("GET", routes.workspaceLesson(workspace))).status).toBe(200);
  });
});
