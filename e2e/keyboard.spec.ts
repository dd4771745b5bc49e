import { expect, test } from "./pages/test.ts";

test("Tab leaves the editor after Esc, and the footer says so", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await strata.goToLine(1);
  const foot = page.getByRole("contentinfo");
  await expect(foot).toContainText("Esc, Tab leaves");
  await page.keyboard.press("Escape");
  await expect(foot).toContainText("Tab leaves the editor");
  await page.keyboard.press("Tab");
  await expect(foot).not.toContainText("leaves");
  expect(await strata.dockerfile()).toBe("FROM busybox\n");
  await strata.goToLine(1);
  await page.keyboard.press("Tab");
  await page.keyboard.type("x");
  await expect.poll(() => strata.dockerfile(), "without Esc, it indents").toMatch(/^FROM busybox\s+x\n$/);
});

test("F6 and Ctrl+1 to 4 move between panes, and the first Tab goes to the editor", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo 1 > /one\n" });
  await strata.build();
  const pane = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-pane]")?.dataset.pane);
  for (const [index, name] of ["files", "editor", "result", "log"].entries()) {
    await page.keyboard.press(`Control+${index + 1}`);
    await expect.poll(pane).toBe(name);
  }
  await page.keyboard.press("F6");
  await expect.poll(pane).toBe("files");
  await page.keyboard.press("Shift+F6");
  await expect.poll(pane).toBe("log");
  await page.reload();
  await expect(strata.buildButton).toBeEnabled();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to editor" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(pane).toBe("editor");
});

test("a question mark opens the list of keys, and a dialog returns the focus", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await page.getByRole("button", { name: /settings/i }).press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /settings/i })).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Go to editor");
  await page.keyboard.press("Escape");
  // The palette knows the same commands.
  await strata.goToLine(1);
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").fill(">Strata: Show history");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "History" })).toHaveAttribute("aria-selected", "true");
});
