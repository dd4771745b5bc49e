import { expect, test } from "./pages/test.ts";

test("instructions are completed and explained, and their forms show on request and follow the typing", async ({
  page,
  strata,
}) => {
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

  const forms = page.locator(".parameter-hints-widget");
  await strata.replaceText("FROM busybox\nWORKDIR /app");
  await page.keyboard.press("ControlOrMeta+Shift+Space");
  await expect(forms).toContainText("WORKDIR <path>");
  await strata.replaceText("FROM busybox\nHEALTHCHECK ");
  await page.keyboard.press("ControlOrMeta+Shift+Space");
  await expect(forms).toContainText("HEALTHCHECK [OPTIONS] CMD <command>");
  await page.keyboard.type("--interval=");
  await expect(forms.locator(".parameter.active")).toContainText("--interval");
});

test("Ctrl+/ comments a line and uncomments it, and Shift+Alt+F formats, which it does once", async ({
  page,
  strata,
}) => {
  const script = "RUN if true; then \\\n      echo  a; \\\n    fi\nRUN <<EOF\n  echo  b\nEOF\n";
  await strata.openWith({ Dockerfile: `from   busybox  as  app\n\n\n\n  COPY   a  /b\n${script}run echo hello\n` });
  await strata.goToLine(1);
  await page.keyboard.press("Shift+Alt+F");
  await expect(strata.editor).toContainText("FROM busybox AS app");
  const formatted = `FROM busybox AS app\n\nCOPY a /b\n${script}RUN echo hello\n`;
  await expect.poll(() => strata.dockerfile()).toBe(formatted);
  await page.keyboard.press("Shift+Alt+F");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("# end");
  await expect.poll(() => strata.dockerfile()).toBe(`${formatted}# end`);

  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ControlOrMeta+/");
  await expect(strata.editor).toContainText("# RUN echo hello");
  await page.keyboard.press("ControlOrMeta+/");
  await expect(strata.editor).not.toContainText("# RUN");
});

test("F2 renames a stage or a variable everywhere, and F12 goes to where it is declared", async ({ page, strata }) => {
  const lines = ["FROM busybox AS build", "FROM busybox", "ARG NAME=a", "RUN echo $NAME"];
  const last = ["COPY --from=build /bin/sh /sh", "WORKDIR /$NAME"];
  await strata.openWith({ Dockerfile: [...lines, ...last].join("\n") });
  const rename = async (from: string, to: string) => {
    await page.keyboard.press("F2");
    const name = page.locator(".rename-box input");
    await expect(name).toHaveValue(from);
    await name.fill(to);
    await page.keyboard.press("Enter");
  };
  await strata.goToLine(6);
  await page.keyboard.press("F12");
  await expect(page.getByText("Ln 3, Col")).toBeVisible();
  await rename("NAME", "TITLE");
  const renamed = [...lines, ...last].join("\n").replaceAll("NAME", "TITLE");
  await expect.poll(() => strata.dockerfile()).toBe(renamed);

  await strata.goToLine(1);
  await rename("build", "compile");
  await expect.poll(() => strata.dockerfile()).toBe(renamed.replaceAll("build", "compile"));
  await strata.goToLine(5);
  for (let count = 0; count < " /bin/sh /sh".length; count++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F12");
  await expect(page.getByText("Ln 1, Col")).toBeVisible();
});

test("the value of a variable shows on hover, and all of them while Ctrl+Alt is held", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nENV A=one\nENV A=two\nWORKDIR /srv/$A\n" });
  await strata.editor.getByText("$A", { exact: true }).hover();
  await expect(page.locator(".monaco-hover").filter({ hasText: "two" }).first()).toBeVisible();
  await strata.goToLine(1);
  await page.keyboard.down("Control");
  await page.keyboard.down("Alt");
  await expect(strata.editor).toContainText("/srv/two");
  await page.keyboard.up("Alt");
  await page.keyboard.up("Control");
  await expect(strata.editor).not.toContainText("/srv/two");
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
