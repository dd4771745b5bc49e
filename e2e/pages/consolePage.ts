import { expect, type Locator } from "@playwright/test";
import type { StrataPage } from "./strataPage.ts";

/** The Console tab as a person uses it: its terminals and the list of containers. */
export class ConsolePage {
  readonly strata: StrataPage;
  /** What the terminal on the screen shows. */
  readonly screen: Locator;
  readonly keyboard: Locator;
  readonly containers: Locator;

  constructor(strata: StrataPage) {
    this.strata = strata;
    this.screen = strata.page.locator(".xterm-rows");
    this.keyboard = strata.page.getByRole("textbox", { name: /^Terminal: / });
    this.containers = strata.page.getByRole("list", { name: "Containers" });
  }

  async open(): Promise<void> {
    await this.strata.tab(/^Console/).click();
    await expect(this.keyboard).toBeFocused();
    await expect(this.screen).toContainText("$");
  }

  /** Types a command and Enter into the terminal on the screen. */
  async run(command: string): Promise<void> {
    await this.keyboard.focus();
    await this.strata.page.keyboard.insertText(command);
    await this.strata.page.keyboard.press("Enter");
  }

  async expect(text: string | RegExp): Promise<void> {
    await expect(this.screen).toContainText(text);
  }

  async listContainers(): Promise<void> {
    await this.strata.tab(/^Console/).click();
    await this.strata.page.getByRole("button", { name: /^Containers/ }).click();
  }

  container(name: string | RegExp): Locator {
    return this.containers.getByRole("listitem", { name });
  }

  /** Opens a port in a new tab, at once as a person may, and closes the tab once its heading says this. */
  async openPort(container: string, port: number, heading: string): Promise<void> {
    const link = this.container(container).getByRole("link", { name: `127.0.0.1:${port}` });
    const [opened] = await Promise.all([this.strata.page.waitForEvent("popup"), link.click()]);
    await expect(async () => {
      // What takes longer to listen than a connection waits is looked for again, as a person would.
      if (opened.url().startsWith("chrome-error:")) await opened.reload();
      await expect(opened.getByRole("heading")).toHaveText(heading, { timeout: 2000 });
    }).toPass({ timeout: 60_000 });
    await opened.close();
  }

  async chooseInMenu(container: string, item: string): Promise<void> {
    await this.strata.page.getByRole("button", { name: `Actions for ${container}` }).click();
    await this.strata.page.getByRole("menuitem", { name: item }).click();
  }

  /** Fills in the form of Run, and presses Enter. */
  async runImage(fields: Partial<Record<"Name" | "Command" | "Ports", string>>, mode?: string): Promise<void> {
    const { page } = this.strata;
    await page.getByRole("button", { name: "Run", exact: true }).click();
    for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
    if (mode !== undefined) await page.getByLabel(mode).check();
    await page.getByLabel("Name", { exact: true }).press("Enter");
  }

  /** Removes what tests before left. */
  async removeContainers(): Promise<void> {
    const { request } = this.strata.page;
    const { containers } = await (await request.get("/api/containers")).json();
    for (const { id } of containers) await request.delete(`/api/containers/${id}?force=true&volumes=true`);
  }
}
