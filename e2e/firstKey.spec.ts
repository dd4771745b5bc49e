import { expect, test } from "./pages/test.ts";

const START = "FROM busybox\nRUN true\n";

test("typing before the editor is loaded continues in it at the same place", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: START });
  const release = Promise.withResolvers<void>();
  await page.route(/monacoSetup.*\.js$/, async (route) => {
    await release.promise;
    await route.continue();
  });
  await page.reload();
  const field = page.getByRole("textbox", { name: "Dockerfile", exact: true });
  await field.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("RNU false\n");
  await expect(page.getByText("Ln 4, Col 1")).toBeVisible();
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("RNU");
  await expect.poll(() => strata.dockerfile()).toBe(`${START}RNU false\n`);
  await field.focus();
  release.resolve();
  // Some of it goes into the plain field, everything after that into the editor.
  const typed = "ENV A=0123456789 B=0123456789 C=0123456789 D=0123456789 E=0123456789";
  while (!(await strata.editor.locator(".view-lines").isVisible())) await page.keyboard.type("# waits\n");
  await page.keyboard.type(typed, { delay: 5 });
  await expect(field).not.toBeAttached();
  await page.keyboard.type("!");
  await expect.poll(() => strata.dockerfile()).toMatch(new RegExp(`^${START}RNU false\n(?:# waits\n)*(?:${typed})!$`));
  for (let times = 0; times < 40; times++) await page.keyboard.press("Control+z");
  await expect.poll(() => strata.dockerfile()).toBe(START);
});

test("the text stays editable if the editor can't be loaded", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: START });
  await page.route(/monacoSetup.*\.js$/, (route) => route.abort());
  await page.reload();
  await expect(strata.editor.getByRole("alert")).toContainText("Could not load the full editor");
  await page.getByRole("textbox", { name: "Dockerfile", exact: true }).press("Control+Home");
  await page.keyboard.type("# kept\n");
  await expect.poll(() => strata.dockerfile()).toBe(`# kept\n${START}`);
  await page.unroute(/monacoSetup.*\.js$/);
  await strata.editor.getByRole("button", { name: "Try again" }).click();
  await expect(strata.editor.locator(".view-lines")).toContainText("kept");
});
