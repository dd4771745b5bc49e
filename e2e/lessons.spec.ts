import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { press } from "./pages/keys.ts";
import { LessonPage } from "./pages/lessonPage.ts";
import { expect, test } from "./pages/test.ts";

const FIRST = "Your first Dockerfile";

test("a person takes the first steps of a lesson, leaves, and comes back to where they were", async ({
  page,
  strata,
}) => {
  const lesson = new LessonPage(strata);
  await strata.open();
  await lesson.choose(FIRST);
  await expect(lesson.heading).toHaveText("Introduction");
  await lesson.next();
  await lesson.button("Write Dockerfile").click();
  await expect(lesson.pane.getByText("Changed")).toBeVisible();
  await expect(strata.editor).toContainText("FROM busybox:1.35");
  await lesson.reached("The Dockerfile starts from busybox");
  await expect(page.getByText(/Goal reached: The Dockerfile starts from busybox/)).toBeAttached();

  // It is one edit, and can be undone as any other.
  await strata.editor.locator(".view-line").first().click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(strata.editor).not.toContainText("FROM busybox:1.35");
  await expect(lesson.goal("The Dockerfile starts from busybox")).toContainText("Done");
  await page.keyboard.press("ControlOrMeta+y");
  await expect(strata.editor).toContainText("FROM busybox:1.35");

  await lesson.next();
  await expect(page).toHaveURL(/\/w\/[\w-]+#2$/);
  await page.reload();
  await expect(lesson.heading).toBeVisible();
  await expect(page).toHaveURL(/#2$/);
  await expect(lesson.button(/^1\. .+, done$/)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/#1$/);
  await page.goForward();
  await expect(page).toHaveURL(/#2$/);

  // What is missing is said in words, with the line to look at.
  await strata.replaceText("FROM busybox:1.35\nCOPY app/ .\n");
  const goal = lesson.goal("WORKDIR comes before COPY");
  await expect(goal).toContainText("Not yet");
  await expect(goal).toContainText("Found");
  await lesson.button("Start this step again").click();
  await expect(strata.editor).not.toContainText("COPY");

  // A link to a step leads into the workspace that has the lesson.
  const { pathname } = new URL(page.url());
  await page.goto("/lessons/first-dockerfile#3");
  await expect(page).toHaveURL(`${pathname}#3`);
  await expect(lesson.button(/^3\. /)).toHaveAttribute("aria-current", "step");
});

test("the menu offers nothing that would move while the lessons are on their way", async ({ page, strata }) => {
  const answered = Promise.withResolvers<void>();
  await page.route("**/api/lessons", async (route) => {
    await answered.promise;
    await route.continue();
  });
  const lesson = new LessonPage(strata);
  await strata.open();
  await page.getByRole("button", { name: /^Learn/ }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Loading lessons…"]);
  answered.resolve();
  await page.getByRole("menuitem", { name: "The cache and the order of lines" }).click();
  await expect(lesson.heading).toHaveText("Introduction");
  await strata.removeWorkspace();
});

test("a lesson that can't be shown says why, and is asked for again", async ({ page, strata }) => {
  let isBroken = true;
  await page.route("**/api/workspaces/*/lesson", async (route) => {
    if (!isBroken) return route.continue();
    const problem = { type: "about:blank", status: 413, code: "request/too-large", title: "Too large" };
    return route.fulfill({ status: 413, json: { ...problem, detail: "Working on the lesson took too long." } });
  });
  const lesson = new LessonPage(strata);
  await strata.open();
  await lesson.choose("Read an image like a map");
  await expect(lesson.pane).toContainText("Working on the lesson took too long.");
  isBroken = false;
  await lesson.button("Try again").click();
  await expect(lesson.heading).toHaveText("Introduction");
  await strata.removeWorkspace();
});

test("a step is taken by keyboard alone", async ({ page, strata }) => {
  const lesson = new LessonPage(strata);
  await lesson.forget("layers");
  await strata.open();
  await page.goto("/lessons/layers#1");
  await page.getByRole("dialog").getByRole("button", { name: "Start" }).focus();
  await page.keyboard.press("Enter");
  await expect(lesson.heading).toBeFocused();
  const run = lesson.button(/^Run/).first();
  await press(page, run);
  await expect(lesson.pane.getByText("Done", { exact: true }).first()).toBeVisible();
  // Whoever walks the text by keys stays in it.
  await expect(run).toBeFocused();
  await page.keyboard.press("Control+2");
  await expect(strata.editor.getByRole("textbox").first()).toBeFocused();
  await page.keyboard.press("Control+5");
  await expect(lesson.pane.locator(":focus")).toBeAttached();
});

test("a lesson has no accessibility problem in both themes, beside the work, as a strip, and on a phone", async ({
  page,
  strata,
}) => {
  const lesson = new LessonPage(strata);
  await strata.open();
  await lesson.choose(FIRST);
  await expect(lesson.heading).toBeVisible();
  await lesson.next();
  for (const [colorScheme, width] of [
    ["light", 1440],
    ["dark", 1440],
    ["dark", 1024],
    ["dark", 390],
    ["light", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await expect(lesson.heading).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
  }
});

test.describe("an author", () => {
  let parent: string;
  let folder: string;
  test.beforeAll(() => {
    parent = mkdtempSync(path.join(tmpdir(), "strata-lesson-"));
    folder = path.join(parent, "mine");
    mkdirSync(folder);
    const steps = [
      { title: "First", text: "step1.md" },
      { title: "Second", text: "missing.md" },
    ];
    const index = { title: "Mine", description: "A lesson with a mistake.", details: { steps } };
    writeFileSync(
      path.join(folder, "index.json"),
      JSON.stringify({ ...index, backend: { imageid: "kubernetes" } }, undefined, 2),
    );
    writeFileSync(path.join(folder, "step1.md"), "Run this:\n\n`echo one`{{execute}}\n");
  });
  test.afterAll(() => rmSync(parent, { recursive: true }));

  test("drops a lesson, and sees its mistakes and gaps before it starts", async ({ page, strata }) => {
    const lesson = new LessonPage(strata);
    await strata.open();
    const dialog = await lesson.drop(folder);
    await expect(dialog).toContainText("Kubernetes");
    await expect(dialog).toContainText("missing.md");
    await lesson.start();
    await lesson.button("Run: echo one").click();
    await expect(lesson.pane.getByText("Done", { exact: true })).toBeVisible();
    await expect(page.locator(".xterm-rows")).toContainText("one");
    const source = lesson.pane.getByRole("list", { name: "Source", exact: true });
    await expect(source).toContainText("`echo one`{{execute}}");
    await lesson
      .button(/^index\.json:\d+$/)
      .first()
      .click();
    await expect(source).toContainText('"missing.md"');
  });

  test("previews a workspace as a lesson, and goes from a mistake to its line", async ({ page, strata }) => {
    const lesson = new LessonPage(strata);
    await strata.open();
    await strata.drop(folder);
    await page.getByRole("button", { name: "Open as workspace" }).click();
    await expect(strata.workspace("mine")).toBeVisible();
    await lesson.choose("Preview this workspace as a lesson");
    await expect(lesson.pane).toContainText("Preview");
    await lesson
      .button(/^index\.json:\d+$/)
      .first()
      .click();
    await expect(strata.editor).toContainText("missing.md");
    await expect(page.getByText(/^Ln (?!1,)/)).toBeVisible();
    await page.getByRole("button", { name: "Context", exact: true }).click();
    await strata.file("step1.md").click();
    await strata.replaceText("Something else.\n");
    await lesson.button(/^1\. /).click();
    await expect(lesson.pane).toContainText("Something else.");
  });
});
