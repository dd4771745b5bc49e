import { expect, test } from "./pages/test.ts";

test("scripts in RUN have their own colors once the grammar is loaded", async ({ page, strata }) => {
  await strata.openWith({
    Dockerfile: 'FROM debian:12\nRUN apt-get update && \\\n    echo "$HOME"\nRUN <<EOF\nif true; then ls; fi\nEOF\n',
  });
  const colorOf = (text: string) =>
    strata.editor
      .locator(".view-line span span")
      .getByText(text, { exact: true })
      .first()
      .evaluate((element) => getComputedStyle(element).color);
  const token = (name: string) =>
    page.evaluate((property) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = `var(${property})`;
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    }, `--syntax-${name}`);
  await expect.poll(() => colorOf("apt-get")).toBe(await token("command"));
  // A line may be drawn anew while its color is read.
  await expect.poll(() => colorOf("$HOME")).toBe(await token("variable"));
  await expect.poll(() => colorOf("then")).toBe(await token("keyword"));
});

test("stages, flags and variables are completed where they are allowed", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox AS build\nFROM busybox\nENV TARGET_DIR=/srv\nCOPY " });
  const accept = async (typed: string, name: RegExp) => {
    await page.keyboard.type(typed);
    await page.keyboard.press("Control+Space");
    const option = page.locator(".suggest-widget").getByRole("option", { name }).first();
    await expect(option).toBeVisible();
    await option.click();
  };
  await strata.goToLine(4);
  await accept("--fr", /^--from/);
  await accept("", /^build/);
  await page.keyboard.type(" /bin/sh ");
  await accept("$TARG", /TARGET_DIR/);
  await expect.poll(() => strata.dockerfile()).toMatch(/COPY --from=build \/bin\/sh \$\{?TARGET_DIR\}?$/);
});

test("a misspelled instruction is fixed with its quick fix", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nWORKDRI /app\n" });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("WORKDIR");
  await strata.goToLine(2);
  await page.keyboard.press("Home");
  await page.keyboard.press("ControlOrMeta+.");
  await page.getByText("Change it to WORKDIR").click();
  await expect.poll(() => strata.dockerfile()).toBe("FROM busybox\nWORKDIR /app\n");
});

test("a stage, a heredoc, and a long RUN can be folded", async ({ page, strata }) => {
  await strata.openWith({
    Dockerfile: "FROM busybox AS one\nRUN <<EOF\necho inner\nEOF\nFROM busybox\nRUN a && \\\n    echo outer\n",
  });
  await strata.goToLine(2);
  await expect(strata.editor).toContainText("inner");
  await page.keyboard.press("ControlOrMeta+Shift+BracketLeft");
  await expect(strata.editor).not.toContainText("inner");
  await expect(strata.editor).toContainText("outer");
  await page.keyboard.press("ControlOrMeta+Shift+BracketRight");
  await expect(strata.editor).toContainText("inner");
});
