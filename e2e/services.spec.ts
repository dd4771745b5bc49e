import { expect, test } from "./pages/test.ts";

test("Ctrl+click on a copied file opens it in the editor", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nCOPY src/notes.txt /\n", "src/notes.txt": "the notes\n" });
  const link = strata.editor.getByText("notes.txt").first();
  await link.hover();
  await page.keyboard.down("ControlOrMeta");
  await link.click({ position: { x: 30, y: 8 } });
  await page.keyboard.up("ControlOrMeta");
  await expect(strata.editor).toContainText("the notes");
});

test("the other occurrences of a name are highlighted with the cursor on it", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox AS build\nFROM scratch\nCOPY --from=build /bin/sh /sh\n" });
  await strata.goToLine(1);
  await expect(page.locator(".wordHighlight, .wordHighlightStrong, .wordHighlightText")).toHaveCount(2);
});

test("all findings of a check, and of the file, are fixed at once", async ({ page, strata }) => {
  const Dockerfile = "FROM debian:12\nRUN apt install -y make=4\nENV A=1\nRUN apt install -y curl=7\n";
  await strata.openWith({ Dockerfile });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("DL3027");
  await strata.goToLine(2);
  await page.keyboard.press("Home");
  for (let step = 0; step < 5; step++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ControlOrMeta+.");
  await expect(strata.editor.getByText("Fix all safe findings")).toBeVisible();
  await page.getByText("Fix all DL3027 in this file").click();
  await expect.poll(() => strata.dockerfile()).toBe(Dockerfile.replaceAll("apt install", "apt-get install"));
});

test("users of the base image and its configuration are known once it is stored", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nUSER \n" });
  await strata.build();
  await strata.goToLine(2);
  await page.keyboard.press("Control+Space");
  await expect(page.locator(".suggest-widget").getByText("root", { exact: true }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await strata.editor.getByText("busybox").hover();
  await expect(page.locator(".monaco-hover").filter({ hasText: "Image busybox" }).first()).toContainText("1 layer");
});

test("tags of an image are suggested after its colon", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: 'FROM busybox\nCMD ["true"]\n' });
  await strata.goToLine(1);
  await page.keyboard.type(":");
  await expect(page.locator(".suggest-widget").getByText("busybox:latest").first()).toBeVisible();
});

test("a layer's size is shown beside its line until the line changes", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo hello > /greeting\n" });
  await strata.build();
  const note = strata.editor.locator("[data-line='1'][data-state]");
  await expect(note).toContainText("6 B");
  await strata.goToLine(2);
  await page.keyboard.type("s");
  await expect(note).toHaveCount(0);
  await page.keyboard.press("Backspace");
  await expect(note).toContainText("6 B");
});

test("only what a build can copy is suggested after COPY", async ({ page, strata }) => {
  await strata.openWith({
    Dockerfile: "FROM busybox\nCOPY \n",
    ".dockerignore": "private\n",
    "private/key.pem": "x\n",
    "public/page.html": "y\n",
  });
  await strata.goToLine(2);
  await page.keyboard.press("Control+Space");
  const offered = page.locator(".suggest-widget");
  await expect(offered.getByText("public/").first()).toBeVisible();
  await expect(offered.getByText("private/")).toHaveCount(0);
});
