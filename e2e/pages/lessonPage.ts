import { expect, type Locator } from "@playwright/test";
import type { LessonList } from "../../contract/lesson.ts";
import type { StrataPage } from "./strataPage.ts";

/** A lesson as the person takes it: its pane, and what can be pressed in it. */
export class LessonPage {
  readonly strata: StrataPage;
  readonly pane: Locator;
  readonly heading: Locator;
  readonly goals: Locator;

  constructor(strata: StrataPage) {
    this.strata = strata;
    this.pane = strata.page.getByRole("region", { name: "Lesson", exact: true });
    this.heading = this.pane.getByRole("heading", { level: 3 });
    this.goals = this.pane.getByRole("list", { name: "Goals" });
  }

  async choose(title: string): Promise<void> {
    await this.strata.page.getByRole("button", { name: /^Learn/ }).click();
    await this.strata.page.getByRole("menuitem", { name: title }).click();
  }

  /** Removes the workspace in which a test before took the lesson. */
  async forget(lesson: string): Promise<void> {
    const { request } = this.strata.page;
    const { lessons }: LessonList = await (await request.get("/api/lessons")).json();
    const workspace = lessons.find(({ id }) => id === lesson)?.taken?.workspace;
    if (workspace !== undefined) await request.delete(`/api/workspaces/${workspace}`);
  }

  /** Drops a folder with a lesson on the page, and answers with what is known of it before it starts. */
  async drop(folder: string): Promise<Locator> {
    const { page } = this.strata;
    await this.strata.drop(folder);
    await page.getByRole("button", { name: "Try this lesson" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: /^Start/ })).toBeEnabled();
    return dialog;
  }

  async start(): Promise<void> {
    const { page } = this.strata;
    const before = page.url();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Start/ }).click();
    await expect(dialog).toBeHidden();
    // The workspace that was open may have the same lesson.
    await expect(page).not.toHaveURL(before);
    await page.waitForURL("**/w/**");
    await expect(this.heading).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.pane.getByRole("button", { name });
  }

  /** Goes on, however many goals are open. */
  async next(): Promise<void> {
    const before = await this.heading.innerText();
    await this.button(/^(Begin|Next|Finish)$/).click();
    await expect(this.heading).not.toHaveText(before);
    await expect(this.heading).toBeFocused();
  }

  goal(name: string | RegExp): Locator {
    return this.goals.getByRole("listitem").filter({ hasText: name });
  }

  /** Waits for a goal to be reached. */
  async reached(name: string | RegExp): Promise<void> {
    await expect(this.goal(name)).toContainText("Done");
  }
}
