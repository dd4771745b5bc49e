import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "./pages/test.ts";

/** A pane, a dialog, what all dialogs need, the notifications, and what follows a lesson: their code and their styles. */
const LATE = /\/assets\/(ComparePane|SettingsDialog|OpenDialog|NoticeList|followLesson)-[^/]*\.(js|css)$/;

test("a file that is dropped before the page can take it is taken as soon as it can", async ({ page, strata }) => {
  const dir = mkdtempSync(path.join(tmpdir(), "strata-early-"));
  const file = path.join(dir, "early.txt");
  writeFileSync(file, "early\n");
  const arrive = Promise.withResolvers<void>();
  await page.route("**/assets/DropTarget-*.js", async (route) => {
    await arrive.promise;
    await route.continue();
  });
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await strata.drop(file);
  await expect(strata.editor).toBeVisible();
  arrive.resolve();
  await expect(strata.file("early.txt")).toBeVisible();
  rmSync(dir, { recursive: true });
});

test("parts of the page that did not arrive say so, and come with their styles once they are asked for again", async ({
  page,
  strata,
}) => {
  await page.route(LATE, (route) => route.abort());
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  const settings = page.getByRole("button", { name: /^Build settings/ });
  const failed = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await settings.click();
  await failed.getByRole("button", { name: "Close" }).click();
  await expect(failed).toHaveCount(0);
  await strata.tab("Compare").click();
  await expect(failed).toBeVisible();

  await page.route("**/assets/loadExample-*", (route) => route.abort());
  await strata.openExample("ONBUILD");
  await expect(page.getByRole("alert").getByText("Could not load “ONBUILD”.")).toBeVisible();

  await page.route("**/assets/project-*", (route) => route.abort());
  await page.getByLabel("Archive to import").setInputFiles({ name: "a.zip", mimeType: "", buffer: Buffer.from("PK") });
  await expect(page.getByRole("alert").getByText("Could not load what an import needs.")).toBeVisible();

  await page.unroute(LATE);
  await failed.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Comparison" })).toBeVisible();
  await expect(failed).toHaveCount(0);
  const sheets = () => page.evaluate(() => [...document.styleSheets].map(({ href }) => href).join());
  expect(await sheets()).toContain("/ComparePane-");
  await settings.click();
  await expect(page.getByRole("dialog", { name: /settings/i })).toBeVisible();
});
