import { expect, test } from "./pages/test.ts";

test("instructions are completed and explained", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await strata.goToLine(1);
  await page.keyboard.type("\nWORK");
  await page.keyboard.press("Control+Space");
  const suggestion = page.getByRole("option", { name: /WORKDIR/ }).first();
  await expect(suggestion).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(strata.editor).toContainText("WORKDIR");
  await strata.editor.getByText("FROM", { exact: true }).first().hover();
  await expect(page.locator(".monaco-hover").filter({ hasText: "FROM" }).first()).toBeVisible();
});

test("Ctrl+/ comments a line and uncomments it again", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo hello\n" });
  await strata.goToLine(2);
  await page.keyboard.press("ControlOrMeta+/");
  await expect(strata.editor).toContainText("# RUN echo hello");
  await page.keyboard.press("ControlOrMeta+/");
  await expect(strata.editor).not.toContainText("# RUN");
});

test("Shift+Alt+F formats, and keeps heredocs and nested lines unchanged", async ({ page, strata }) => {
  const script = "RUN if true; then \\\n      echo  a; \\\n    fi\nRUN <<EOF\n  echo  b\nEOF\n";
  await strata.openWith({ Dockerfile: `FROM   busybox  as  app\n\n\n\n  COPY   a  /b\n${script}` });
  await strata.goToLine(1);
  await page.keyboard.press("Shift+Alt+F");
  await expect(strata.editor).toContainText("FROM busybox AS app");
  await expect.poll(() => strata.dockerfile()).toBe(`FROM busybox AS app\n\nCOPY a /b\n${script}`);
});

test("F2 renames a stage everywhere, and F12 goes to its FROM", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox AS build\nFROM busybox\nCOPY --from=build /bin/sh /sh" });
  await strata.goToLine(1);
  await page.keyboard.press("F2");
  const name = page.locator(".rename-box input");
  await expect(name).toHaveValue("build");
  await name.fill("compile");
  await page.keyboard.press("Enter");
  const after = "FROM busybox AS compile\nFROM busybox\nCOPY --from=compile /bin/sh /sh";
  await expect.poll(() => strata.dockerfile()).toBe(after);
  await strata.goToLine(3);
  for (let count = 0; count < " /bin/sh /sh".length; count++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F12");
  await expect(page.getByText("Ln 1, Col")).toBeVisible();
});

test("Ctrl+Shift+Space shows an instruction's forms", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nWORKDIR /app" });
  await strata.goToLine(2);
  await page.keyboard.press("ControlOrMeta+Shift+Space");
  await expect(page.locator(".parameter-hints-widget")).toContainText("WORKDIR <path>");
});

test("the values of variables show while Ctrl+Alt is held", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nENV A=app\nWORKDIR /srv/$A" });
  await strata.goToLine(1);
  await page.keyboard.down("Control");
  await page.keyboard.down("Alt");
  await expect(strata.editor).toContainText("/srv/app");
  await page.keyboard.up("Alt");
  await page.keyboard.up("Control");
  await expect(strata.editor).not.toContainText("/srv/app");
});

test("the theme follows the system and can be switched", async ({ page, strata }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page
    .getByRole("button", { name: /theme|light/i })
    .first()
    .click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});
