import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Lesson, LessonAction, LessonEntry, LessonNode, LessonProgress } from "../contract/lesson.ts";
import type { Workspace } from "../contract/workspace.ts";
import { LessonPage } from "./pages/lessonPage.ts";
import { expect, test } from "./pages/test.ts";

/** Lessons in the formats of others, each with constructs of its own. */
const SCENARIOS = path.join(import.meta.dirname, "..", "testdata", "lessons");
const scenarios = existsSync(SCENARIOS)
  ? readdirSync(SCENARIOS).filter((name) =>
      ["index.json", "index.yaml"].some((index) => existsSync(path.join(SCENARIOS, name, index))),
    )
  : [];

for (const name of scenarios) {
  test(`every button of the scenario ${name} does what it says`, async ({ page, strata }) => {
    const pane = new LessonPage(strata);
    await strata.open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await pane.drop(path.join(SCENARIOS, name));
    const { lessons } = await (await page.request.get("/api/lessons")).json();
    const { id } = lessons.find(({ source, taken }: LessonEntry) => source === "tried" && taken === undefined);
    const lesson: Lesson = await (await page.request.get(`/api/lessons/${id}`)).json();
    if (lesson.steps.length === 0) return expect(page.getByRole("dialog")).toContainText("0 steps");
    await pane.start();
    await expect(pane.pane.getByRole("heading", { level: 2 })).toHaveText(lesson.title);
    const workspace = /\/w\/([\w-]+)/.exec(page.url())?.[1] ?? "";
    const saved = async (): Promise<Workspace> => (await page.request.get(`/api/workspaces/${workspace}`)).json();
    const parts = [...(lesson.intro ? [lesson.intro] : []), ...lesson.steps.map(({ text }) => text)];
    for (const [index, nodes] of parts.entries()) {
      await pane.pane.locator("details").evaluateAll((all) => {
        for (const details of all) details.setAttribute("open", "");
      });
      const actions = actionsOf(nodes);
      for (const [at, action] of actions.entries()) {
        await test.step(`${index}: ${describe(action)}`, async () => {
          const button = pane.pane.locator("[data-action]").nth(at);
          await button.click();
          const mark = pane.pane.locator("[data-action] ~ [role=status]").nth(at);
          await expect(mark).toHaveText(wordsOf(action, actions[at + 1]), { timeout: 60_000 });
          if (action.kind === "file") {
            const text = async () => (await saved()).files.find((file) => file.path === action.path)?.text;
            await expect.poll(text).toContain(action.text.trim());
          }
          if (action.kind === "open") {
            await expect.poll(async () => (await saved()).files.some((file) => file.path === action.path)).toBe(true);
          }
          if (action.kind === "copy") {
            expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(action.text);
          }
        });
      }
      await pane.next();
      const progress: LessonProgress = await (await page.request.get(`/api/workspaces/${workspace}/lesson`)).json();
      expect(progress.step).toBe(index + (lesson.intro ? 0 : 1));
    }
  });
}

function actionsOf(nodes: readonly LessonNode[]): readonly LessonAction[] {
  return nodes.flatMap((node) => {
    if (node.kind === "action") return [node.action];
    return node.kind === "element" ? actionsOf(node.children) : [];
  });
}

/** What the mark beside the button says once it was done. */
function wordsOf(action: LessonAction, next: LessonAction | undefined): RegExp {
  switch (action.kind) {
    case "execute":
      // It runs until the next one ends it.
      if (next?.kind === "execute" && next.interrupt) return /Running|Done|Exit code \d+/;
      return /Done|Exit code \d+/;
    case "copy":
      return /Copied/;
    case "open":
      return /Opened/;
    case "port":
      return /Opened|Nothing is published/;
    case "file":
      return /Changed/;
  }
}

const describe = (action: LessonAction): string => `${action.kind} ${JSON.stringify(action)}`.slice(0, 80);
