import { type Browser, expect, type Page } from "@playwright/test";
import { joinPage } from "#contract/pagePaths.ts";
import { LessonPage } from "../../e2e/pages/lessonPage.ts";
import { StrataPage } from "../../e2e/pages/strataPage.ts";
import type { BuildTimes, LearnerResult } from "./learner.ts";

/** Steps of the lesson that write the Dockerfile; the next one runs commands. */
const WRITING_STEPS = 4;
/** Milliseconds that somebody reads before each press. */
const READING = 800;

/** A learner of a room in a real page: joins, presses what the lesson says, builds. */
export class PageLearner {
  readonly name: string;
  readonly #page: Page;
  readonly #strata: StrataPage;
  readonly #lesson: LessonPage;

  private constructor(name: string, page: Page) {
    this.name = name;
    this.#page = page;
    this.#strata = new StrataPage(page);
    this.#lesson = new LessonPage(this.#strata);
  }

  static async open(browser: Browser, url: string, name: string): Promise<PageLearner> {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
    return new PageLearner(name, await context.newPage());
  }

  async join(code: string): Promise<void> {
    await this.#page.goto(joinPage(code));
    await this.#page.getByLabel("Your name").fill(this.name);
    await this.#page.getByRole("button", { name: "Join" }).click();
    await this.#strata.editor.locator(".view-lines").waitFor();
    await this.#lesson.heading.waitFor();
  }

  /** Presses every button of the first steps, then builds, and thinks for so many milliseconds before each build. */
  async takeLesson(thinking: readonly number[]): Promise<LearnerResult> {
    await this.#lesson.next();
    for (let step = 0; step < WRITING_STEPS; step++) {
      await this.#pressAll();
      await this.#lesson.next();
    }
    const commands = await this.#pressAll();
    await this.#reachedAll();
    const builds = [];
    for (const [serial, time] of thinking.entries()) {
      await this.#page.waitForTimeout(time);
      builds.push(await this.#build(serial));
    }
    return { name: this.name, builds, commands };
  }

  /** Presses all buttons of the step that is shown, one after the other. The exit codes of its commands. */
  async #pressAll(): Promise<number[]> {
    const buttons = this.#lesson.pane.locator("[data-action]");
    const marks = this.#lesson.pane.locator("[data-action] ~ [role=status]");
    const codes: number[] = [];
    for (let at = 0; at < (await buttons.count()); at++) {
      await this.#page.waitForTimeout(READING);
      await buttons.nth(at).click();
      await expect(marks.nth(at)).toHaveText(/^(Done|Opened|Changed|Exit code \d+)$/, { timeout: 30_000 });
      const text = await marks.nth(at).innerText();
      if (/^(Done|Exit)/.test(text)) codes.push(Number(/\d+/.exec(text)?.[0] ?? 0));
    }
    await this.#reachedAll();
    return codes;
  }

  async #reachedAll(): Promise<void> {
    await expect(this.#lesson.goals.getByRole("listitem").filter({ hasNotText: "Done" })).toHaveCount(0, {
      timeout: 30_000,
    });
  }

  close(): Promise<void> {
    return this.#page.context().close();
  }

  async #build(serial: number): Promise<BuildTimes> {
    const { editor, log } = this.#strata;
    const line = `RUN echo "${this.name} ${serial}" > /mark${serial}`;
    await editor.locator(".view-line").first().click();
    await this.#page.keyboard.press("ControlOrMeta+End");
    await this.#page.keyboard.insertText(`${line}\n`);
    const start = performance.now();
    await this.#strata.build();
    const all = performance.now() - start;
    await expect(log).toContainText(line);
    return { all, queued: 0 };
  }
}
