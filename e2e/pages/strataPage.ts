import { expect, type Locator, type Page } from "@playwright/test";
import type { WorkspaceContent } from "../../contract/workspace.ts";

/** The page as a person uses it: the names of its parts, and what one can do with them. */
export class StrataPage {
  readonly page: Page;
  readonly editor: Locator;
  readonly buildButton: Locator;
  readonly cancelButton: Locator;
  readonly log: Locator;
  readonly layers: Locator;
  readonly problems: Locator;
  readonly files: Locator;
  /** The forecast of the next build as text, and the text beside the lines it would redo. */
  readonly nextBuild: Locator;
  readonly planWords: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = page.getByRole("region", { name: "Editor" });
    this.buildButton = page.getByRole("button", { name: "Build", exact: true });
    this.cancelButton = page.getByRole("button", { name: "Cancel", exact: true });
    this.log = page.getByRole("region", { name: "Build log" });
    this.layers = page.getByRole("listbox", { name: /^Layers/ });
    this.problems = page.getByRole("list", { name: "Problems" });
    this.files = page.getByRole("tree", { name: "Context files" });
    this.nextBuild = page.getByRole("region", { name: "Next build" });
    this.planWords = this.editor.locator("[data-outlook]");
  }

  async open(): Promise<void> {
    await this.page.goto("/");
    await expect(this.editor.locator(".view-lines")).toBeVisible();
    await expect(this.buildButton).toBeEnabled();
  }

  /** Replaces the files of the workspace with these, then opens the page. */
  async openWith(files: Record<string, string>, settings: Partial<WorkspaceContent["settings"]> = {}): Promise<void> {
    const content: WorkspaceContent = {
      name: "test",
      files: Object.entries(files).map(([path, text]) => ({
        path,
        kind: "text",
        mode: 0o644,
        text,
        size: Buffer.byteLength(text),
      })),
      settings: { dockerfile: "Dockerfile", tag: "test", target: "", buildArgs: [], platform: "", ...settings },
    };
    // The page of the test before may save once more as it closes, which makes a revision stale.
    await expect(async () => {
      const { revision } = await (await this.page.request.get("/api/workspace")).json();
      const saved = await this.page.request.put("/api/workspace", {
        data: content,
        headers: { "if-match": `"${revision}"` },
      });
      expect(saved.status(), await saved.text()).toBe(200);
    }).toPass({ timeout: 10_000 });
    await this.open();
  }

  /** The button with the name of the workspace. */
  workspace(name: string | RegExp = ""): Locator {
    return this.page.getByRole("button", { name: typeof name === "string" ? `Workspace ${name}` : name });
  }

  async chooseInWorkspaceMenu(item: string | RegExp): Promise<void> {
    await this.workspace().click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Removes the workspace that is open, so that later tests find only one by its name. */
  async removeWorkspace(): Promise<void> {
    const { pathname } = new URL(this.page.url());
    await this.page.request.delete(pathname.replace("/w/", "/api/workspaces/"));
  }

  async openExample(title: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Learn/ }).click();
    // Not a lesson on it, which is called alike.
    await this.page.getByRole("menuitem", { name: new RegExp(`^${title} `) }).click();
  }

  /** Drops files or folders of this machine onto the middle of the page, as a file manager would. */
  async drop(...files: string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const { width = 0, height = 0 } = this.page.viewportSize() ?? {};
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      await session.send("Input.dispatchDragEvent", { type, x: width / 2, y: height / 2, data });
    }
    await session.detach();
  }

  /** Puts the cursor at the end of a line (from 1) of the open file. */
  async goToLine(line: number): Promise<void> {
    await this.editor.locator(".view-line").first().click();
    await this.page.keyboard.press("ControlOrMeta+Home");
    for (let count = 1; count < line; count++) await this.page.keyboard.press("ArrowDown");
    await this.page.keyboard.press("End");
  }

  /** Like `goToLine`, however far away; the cursor is at the beginning of the line. */
  async goToLineNumber(line: number): Promise<void> {
    // In its middle: lines that are scrolled out of view overlap each other.
    await this.editor.locator(".monaco-editor").first().click();
    await this.page.keyboard.press("Control+g");
    const box = this.page.locator(".quick-input-widget input");
    await box.fill(`:${line}`);
    await this.page.keyboard.press("Enter");
    await expect(this.page.getByText(`Ln ${line}, Col`)).toBeVisible();
  }

  async typeLineAfter(line: number, text: string): Promise<void> {
    await this.goToLine(line);
    await this.page.keyboard.type(`\n${text}`);
  }

  /** Replaces all of the open file at once. */
  async replaceText(text: string): Promise<void> {
    await this.editor.locator(".view-line").first().click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
  }

  /** The Dockerfile as saved. */
  async dockerfile(): Promise<string | undefined> {
    const { files }: WorkspaceContent = await (await this.page.request.get("/api/workspace")).json();
    return files.find(({ path }) => path === "Dockerfile")?.text;
  }

  async build(): Promise<void> {
    await this.buildButton.click();
    await this.untilFinished();
  }

  async untilFinished(): Promise<void> {
    await expect(this.status(/Build (finished|failed|not started|canceled)/)).toBeAttached({ timeout: 30_000 });
  }

  /** The duration of the build that the page shows, in milliseconds. */
  async buildTime(): Promise<number> {
    const words = await this.status(/Build finished/).innerText();
    const [, amount, unit] = /in ([\d.]+) (ms|s)\.$/.exec(words) ?? [];
    if (amount === undefined) throw new Error(`no time in: ${words}`);
    return Number(amount) * (unit === "s" ? 1000 : 1);
  }

  /** What screen readers announce about the build. */
  status(words: RegExp): Locator {
    return this.page.locator("[aria-live=polite]").filter({ hasText: words });
  }

  layer(name: RegExp | string): Locator {
    return this.layers.getByRole("option", { name });
  }

  logStep(name: RegExp): Locator {
    return this.log.getByRole("button", { name });
  }

  tab(name: string | RegExp): Locator {
    return this.page.getByRole("tab", { name });
  }

  file(name: string | RegExp): Locator {
    return this.files.getByRole("treeitem", { name });
  }
}
