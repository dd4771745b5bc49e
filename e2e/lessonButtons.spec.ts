import { readdirSync } from "node:fs";
import path from "node:path";
import type { Page, Response } from "@playwright/test";
import type { Lesson, LessonAction, LessonEntry, LessonNode } from "../contract/lesson.ts";
import type { Workspace } from "../contract/workspace.ts";
import { LessonPage } from "./pages/lessonPage.ts";
import { expect, test } from "./pages/test.ts";

/** Lessons in the formats of others, each with constructs of its own. */
const SCENARIOS = path.join(import.meta.dirname, "..", "testdata", "lessons");

test("every button of every scenario does what it says", async ({ page, strata }) => {
  test.setTimeout(240_000);
  const pane = new LessonPage(strata);
  await strata.open();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  for (const name of readdirSync(SCENARIOS)) {
    await test.step(name, async () => {
      const lesson = await dropLesson(name);
      await pane.start();
      await expect(pane.pane.getByRole("heading", { level: 2 })).toHaveText(lesson.title);
      const workspace = /\/w\/([\w-]+)/.exec(page.url())?.[1] ?? "";
      const parts = [...(lesson.intro ? [lesson.intro] : []), ...lesson.steps.map(({ text }) => text)];
      expect(parts).not.toEqual([]);
      for (const nodes of parts) {
        await press(actionsOf(nodes), { workspace, published: publishedPorts(parts) });
        await pane.next();
      }
    });
  }

  /** Drops a lesson on the page, where it waits to be started. */
  async function dropLesson(name: string): Promise<Lesson> {
    const isTried = (response: Response) =>
      response.request().method() === "POST" && new URL(response.url()).pathname === "/api/lessons";
    const tried = page.waitForResponse(isTried);
    await pane.drop(path.join(SCENARIOS, name));
    const { id }: LessonEntry = await (await tried).json();
    return (await page.request.get(`/api/lessons/${id}`)).json();
  }

  async function press(actions: readonly LessonAction[], taken: Taken): Promise<void> {
    await pane.pane.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    for (const [at, action] of actions.entries()) {
      const opens = action.kind === "port" && taken.published.has(action.port);
      const opened = opens ? page.context().waitForEvent("page") : undefined;
      await pane.pane.locator("[data-action]").nth(at).click();
      const mark = pane.pane.locator("[data-action] ~ [role=status]").nth(at);
      await expect(mark, JSON.stringify(action)).toHaveText(wordsOf(action, actions[at + 1], taken));
      if (opened) await expectAnswer(await opened);
      await expectEffect(action, taken.workspace);
    }
  }

  async function expectAnswer(tab: Page): Promise<void> {
    await expect(tab.locator("body")).not.toBeEmpty();
    // A page in the background is slowed down.
    await tab.close();
    await page.bringToFront();
  }

  async function expectEffect(action: LessonAction, workspace: string): Promise<void> {
    if (action.kind === "execute") {
      for (const words of outputOf(action)) await expect(page.locator(".xterm-rows")).toContainText(words);
    }
    if (action.kind === "copy") {
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(action.text);
    }
    if (action.kind !== "file" && action.kind !== "open") return;
    const saved = async (): Promise<Workspace> => (await page.request.get(`/api/workspaces/${workspace}`)).json();
    const text = async () => (await saved()).files.find((file) => file.path === action.path)?.text;
    await expect.poll(text, { intervals: [50, 100, 250] }).toContain(action.kind === "file" ? action.text.trim() : "");
  }
});

interface Taken {
  readonly workspace: string;
  /** The ports that commands of the lesson publish. */
  readonly published: ReadonlySet<number>;
}

function actionsOf(nodes: readonly LessonNode[]): readonly LessonAction[] {
  return nodes.flatMap((node) => {
    if (node.kind === "action") return [node.action];
    return node.kind === "element" ? actionsOf(node.children) : [];
  });
}

function publishedPorts(parts: readonly (readonly LessonNode[])[]): ReadonlySet<number> {
  const commands = parts.flatMap(actionsOf).flatMap((action) => (action.kind === "execute" ? [action.command] : []));
  return new Set(commands.flatMap((command) => [...command.matchAll(/-p (\d+):/g)].map(([, port]) => Number(port))));
}

/** What a command prints, by its first words: the head of a table, or its rows if they fill the console. */
const OUTPUT: Readonly<Record<string, RegExp>> = {
  "docker build": /DONE/,
  "docker history": /CREATED BY|buildkit/,
  "docker images": /REPOSITORY|\dM?B/,
  "docker ps": /CONTAINER ID|ago/,
  "docker version": /Version/,
};

function outputOf({ command }: Extract<LessonAction, { kind: "execute" }>): readonly (string | RegExp)[] {
  return command.split("\n").flatMap((line) => {
    const echoed = /^echo "?([\w .:/]+)"?$/.exec(line)?.[1];
    return echoed ?? OUTPUT[line.split(" ", 2).join(" ")] ?? [];
  });
}

/** What the mark beside the button says once it was done. No command of these lessons fails. */
function wordsOf(action: LessonAction, next: LessonAction | undefined, { published }: Taken): RegExp {
  switch (action.kind) {
    case "execute":
      // It runs until the next one ends it.
      return next?.kind === "execute" && next.interrupt ? /^(Running|Done)$/ : /^Done$/;
    case "copy":
      return /^Copied$/;
    case "open":
      return /^Opened$/;
    case "port":
      return published.has(action.port) ? /^Opened$/ : /^Nothing is published/;
    case "file":
      return /^Changed$/;
  }
}
