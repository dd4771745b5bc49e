import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Lesson, LessonList } from "#contract/lesson.ts";
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

describe("the library", () => {
  it("lists the lessons of a folder, and gives one without its answers", async () => {
    const { lessons }: LessonList = (await ann.call("GET", routes.lessons())).json();
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
    const answer = await ann.call("GET", routes.lesson("tiny"));
    const lesson: Lesson = answer.json();
    expect(lesson.steps.map(({ title, goals }) => [title, goals])).toEqual([
      ["One", [{ id: "base", title: "The Dockerfile starts from busybox" }]],
      ["Two", [{ id: "page", title: "The page says goodbye" }]],
    ]);
    expect(answer.text).not.toContain("(*)");
    expect(answer.text).not.toContain('"right"');
  });

  it("says how far one is in a lesson, in the workspace that took it last", async () => {
    const takenOf = async (person: Learner) => {
      const { lessons }: LessonList = (await person.call("GET", routes.lessons())).json();
      return lessons.find(({ id }) => id === "tiny")?.taken;
    };
    const first = await ann.start("tiny");
    await ann.move(first, 1);
    expect(await takenOf(ann)).toEqual({ workspace: first, step: 1, isFinished: false });
    const second = await ann.start("tiny");
    expect(await takenOf(ann)).toEqual({ workspace: second, step: -1, isFinished: false });
    expect(await takenOf(new Learner(test, "eve"))).toBeUndefined();
    await ann.call("DELETE", routes.workspaceById(second));
    await ann.move(first, 2);
    expect(await takenOf(ann)).toEqual({ workspace: first, step: 2, isFinished: true });
  });

  it("says which lesson is not there", async () => {
    const answer = await ann.call("GET", routes.lesson("missing"));
    expect(answer.status).toBe(404);
    expect(answer.json().code).toBe("lesson/not-found");
  });

  it("reads a lesson again when its files change, and lists its mistakes by place", async () => {
    const before: Lesson = (await ann.call("GET", routes.lesson("tiny"))).json();
    const changed = Promise.withResolvers<void>();
    const stop = test.services.lessons.library.watch.onChange(path.join(root, "tiny"), changed.resolve);
    writeFileSync(path.join(root, "tiny/checks.yaml"), "steps:\n  1:\n    - goal: Odd\n      dockerfile: { bas: x }\n");
    await changed.promise;
    stop();
    const after: Lesson = (await ann.call("GET", routes.lesson("tiny"))).json();
    expect(after.revision).not.toBe(before.revision);
    const { mistakes } = (await ann.call("GET", routes.lessonMistakes("tiny"))).json();
    expect(mistakes[0]).toMatchObject({
      file: "checks.yaml",
      range: { start: { line: 3, character: 20 } },
      message: "Unknown key bas.",
    });
  });

  it("gives the texts that a lesson is written in, the index and the checks first, and nothing else", async () => {
    const { files } = (await ann.call("GET", routes.lessonSource("tiny"))).json();
    const names = files.map(({ path }: { path: string }) => path);
    expect(names).toEqual(["index.json", "checks.yaml", "finish.md", "intro.md", "one.md", "two.md"]);
    expect(files[4].text).toContain("{{copy}}");
  });

  it("serves images of a lesson in a sandbox, and no other file", async () => {
    const image = await ann.call("GET", routes.lessonAsset("tiny", "stack.svg"));
    expect(image.status).toBe(200);
    expect(image.headers["content-type"]).toBe("image/svg+xml");
    expect(image.headers["x-content-type-options"]).toBe("nosniff");
    const policy = String(image.headers["content-security-policy"]).split("; ");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("sandbox");
    expect(policy.join()).not.toMatch(/script/);
    for (const file of ["checks.yaml", "index.json", "missing.png", "assets/page.html"]) {
      expect((await ann.call("GET", routes.lessonAsset("tiny", file))).status).toBe(404);
    }
  });

  it("tries a lesson that was sent as a context, for whoever sent it and for nobody else", async () => {
    const files = Object.entries(TINY_LESSON).map(([name, text]) => ({ path: `my-lesson/${name}`, text }));
    const { digest } = (await ann.call("POST", routes.contexts(), { files })).json();
    const tried = await ann.call("POST", routes.lessons(), { context: digest });
    expect(tried.status).toBe(201);
    const { id } = tried.json();
    expect((await ann.call("POST", routes.lessonStart(id))).status).toBe(201);
    const { lessons }: LessonList = (await ann.call("GET", routes.lessons())).json();
    expect(lessons[0]).toMatchObject({ id, source: "tried", title: "Tiny" });
    const other = new Learner(test, "bob");
    expect((await other.call("GET", routes.lesson(id))).status).toBe(404);
    expect((await other.call("POST", routes.lessons(), { context: digest })).status).toBe(404);
    expect((await other.call("GET", routes.lessonAsset(id, "stack.svg"))).status).toBe(404);
  });

  it("keeps a lesson that somebody takes, however many they try after it", async () => {
    const tryOut = async (number: number) => {
      const files = Object.entries({ ...TINY_LESSON, "one.md": `Number ${number}` }).map(([name, text]) => ({
        path: name,
        text,
      }));
      const { digest } = (await ann.call("POST", routes.contexts(), { files })).json();
      return (await ann.call("POST", routes.lessons(), { context: digest })).json().id;
    };
    const taken = await tryOut(0);
    const dropped = await tryOut(1);
    const { workspace } = (await ann.call("POST", routes.lessonStart(taken))).json();
    for (let number = 2; number < 14; number++) await tryOut(number);
    expect((await ann.call("GET", routes.workspaceLesson(workspace))).status).toBe(200);
    expect((await ann.call("GET", routes.lesson(taken))).status).toBe(200);
    expect((await ann.call("GET", routes.lesson(dropped))).status).toBe(404);
  });

  it("refuses a context that is no lesson", async () => {
    const { digest } = (await ann.call("POST", routes.contexts(), { files: [{ path: "a.txt", text: "a" }] })).json();
    const tried = await ann.call("POST", routes.lessons(), { context: digest });
    expect(tried.status).toBe(422);
    expect(tried.json().code).toBe("lesson/invalid");
  });
});
