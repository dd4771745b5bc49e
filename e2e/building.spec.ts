import { expect, test } from "./pages/test.ts";

const TWO_LAYERS = "FROM busybox\nENV GREETING=hello\nRUN echo $GREETING > /greeting\nCOPY note.txt /\n";

/** Other load on the machine can only slow this down: the best of these counts. */
const TRIES = 5;

test("the first example builds in under a second and shows its layers", async ({ page, strata }) => {
  await strata.open();
  await strata.openExample("Hello, layers");
  const tries: { shown: number; waited: number }[] = [];
  do {
    if (tries.length > 0) await strata.typeLineAfter(2, `ENV TRY=${Date.now()}`);
    const began = Date.now();
    await strata.build();
    tries.push({ waited: Date.now() - began, shown: await strata.buildTime() });
    await expect(strata.layer(/^RUN/).first()).toBeVisible();
    await expect(strata.layer(/^FROM busybox/)).toBeVisible();
    await expect(page.getByRole("button", { name: /dead: show where/ })).toBeHidden();
  } while (tries.length < TRIES && !tries.some(isQuick));
  expect(tries.filter(isQuick), JSON.stringify(tries)).not.toEqual([]);
});

/** Milliseconds: the duration that the page shows, and the time from the press until it shows it. */
function isQuick({ shown, waited }: { shown: number; waited: number }): boolean {
  return shown < 1000 && waited < 2000;
}

test("a build shows its log, its stack, its history, and its inspect view", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: `${TWO_LAYERS}RUN echo unique-words-of-this-run\n`, "note.txt": "a note\n" });
  await strata.build();
  await expect(strata.log).toContainText("unique-words-of-this-run");
  await expect(strata.layer(/^ENV .*configuration only/)).toBeVisible();
  await expect(strata.layer(/^RUN echo \$GREETING/)).toBeVisible();
  await expect(strata.layer(/^COPY note.txt/)).toBeVisible();

  await strata.tab("History").click();
  await expect(page.getByRole("table")).toContainText("ENV GREETING=hello");
  await expect(page.getByRole("table")).toContainText("buildkit.dockerfile.v0");

  await strata.tab("Inspect").click();
  await expect(page.getByRole("tabpanel", { name: "Inspect" })).toContainText("GREETING=hello");

  await strata.tab("Files").click();
  await page
    .getByRole("tree", { name: "Files in the image" })
    .getByRole("treeitem", { name: /greeting/ })
    .click();
  await expect(page.getByRole("region", { name: /Contents of \/greeting/ })).toContainText("hello");
});

test("the log is searched in every step, and a selected layer brings its step into view", async ({ page, strata }) => {
  await strata.openWith({
    Dockerfile: `FROM busybox\nRUN seq 1 300 && echo The needle ${Date.now()} > /n\nRUN seq 1 300 && echo a needle\n`,
  });
  await strata.build();
  await strata.log.press("ControlOrMeta+f");
  await page.getByRole("textbox", { name: "Find in log" }).fill("NEEDLE");
  await expect(page.getByText("1 of 1")).toBeVisible();
  await expect(strata.log.locator("mark")).toHaveText(["needle"]);
  await page.keyboard.press("Escape");
  await expect(strata.log).toBeFocused();
  await expect(strata.logStep(/^FROM/)).not.toBeInViewport();
  await strata.layer(/^FROM/).click();
  await expect(strata.logStep(/^FROM/)).toBeInViewport();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download log" }).click();
  expect((await download).suggestedFilename()).toBe("test.log");
});

test("long lines of the log wrap where the pane ends, and are copied and found as one", async ({ page, strata }) => {
  const long = Array.from({ length: 150 }, (_, index) => `word${index}`).join(" ");
  const text = `${long} needle\n${"tab\there 日本語 🚀 ".repeat(40)}\n${"short\n".repeat(60)}${Date.now()}\n`;
  await strata.openWith({ Dockerfile: "FROM busybox\nCOPY long.txt /\nRUN cat /long.txt\n", "long.txt": text });
  await strata.build();
  const wrap = page.getByRole("button", { name: "Wrap lines" });
  const tooWide = () => strata.log.evaluate((log) => log.scrollWidth - log.clientWidth);
  const end = () => strata.log.evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);
  await expect(wrap).toHaveAttribute("aria-pressed", "false");
  await strata.log.press("Alt+z");
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  await expect.poll(tooWide).toBe(0);
  await expect.poll(end, "the end is still followed").toBeLessThan(2);

  await strata.log.press("ControlOrMeta+f");
  await page.getByRole("textbox", { name: "Find in log" }).fill("needle");
  await expect(strata.log.locator("mark")).toBeInViewport();
  await page.keyboard.press("Escape");
  const start = strata.log.getByText(/^word0 word1 /);
  const line = await start.evaluate(measureLine);
  expect(line.copied.trim()).toBe(`${long} needle`);
  expect(line.height).toBe(20 * line.free.length);
  expect(Math.min(...line.free), "no row is longer than the pane is wide").toBeGreaterThanOrEqual(0);
  expect(Math.max(...line.free.slice(0, -1)), "each row is full").toBeLessThan(1);

  await strata.log.press("Alt+z");
  await expect.poll(tooWide).toBeGreaterThan(0);
  await expect(start, "what was read stays in view").toBeInViewport();
  await wrap.click();
  await page.reload();
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
});

/** What a copy of a wrapped line has, and how many columns each of its rows has left. */
function measureLine(row: Element) {
  const line = row.parentElement ?? row;
  const selection = getSelection();
  selection?.selectAllChildren(line);
  const free = [...line.children].map((one) => {
    const text = document.createRange();
    text.selectNodeContents(one);
    const { width } = text.getBoundingClientRect();
    return (one.getBoundingClientRect().width - width) / (width / (one.textContent?.length ?? 1));
  });
  return { copied: selection?.toString() ?? "", height: line.getBoundingClientRect().height, free };
}

test("a second, unchanged build takes every step from the cache", async ({ strata }) => {
  await strata.openWith({ Dockerfile: TWO_LAYERS, "note.txt": `written ${Date.now()}\n` });
  await strata.build();
  await strata.build();
  await expect(strata.logStep(/^RUN .*cached/)).toBeVisible();
  await expect(strata.logStep(/^COPY .*cached/)).toBeVisible();
});

test("a step that runs again says which file changed", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: TWO_LAYERS, "note.txt": `first ${Date.now()}\n` });
  await strata.build();
  await strata.file(/note\.txt/).click();
  await strata.editor.locator(".view-line").first().click();
  await page.keyboard.type("changed ");
  await strata.build();
  await expect(strata.logStep(/^COPY/)).toContainText("note.txt");
});

test("Ctrl+Enter builds from inside the editor", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo by-the-keyboard\n" });
  await strata.goToLine(2);
  await page.keyboard.press("ControlOrMeta+Enter");
  await strata.untilFinished();
  await expect(strata.log).toContainText("by-the-keyboard");
});

test("cancel stops a running build", async ({ strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo started && sleep 600\n" });
  await strata.buildButton.click();
  await expect(strata.log).toContainText("started");
  await strata.cancelButton.click();
  await expect(strata.status(/Build canceled/)).toBeAttached();
  await expect(strata.buildButton).toBeVisible();
});

test("a reload during a build shows it again from its start", async ({ page, strata }) => {
  await strata.openWith({
    Dockerfile: `FROM busybox\nRUN echo first-words ${Date.now()}; for i in 1 2 3 4 5 6; do sleep 0.5; done; echo last-words\n`,
  });
  await strata.buildButton.click();
  await expect(strata.log).toContainText("first-words");
  await page.reload();
  await expect(strata.log).toContainText("first-words");
  await strata.untilFinished();
  await expect(strata.log).toContainText("last-words");
  await expect(strata.layer(/^RUN/)).toBeVisible();
});

test("the target selects the stage to build", async ({ page, strata }) => {
  await strata.openWith({
    Dockerfile:
      "FROM busybox AS one\nRUN echo one > /one\nFROM busybox AS two\nRUN echo two > /two\nFROM one AS three\nLABEL last=yes\n",
  });
  await page.getByLabel("target").selectOption("two");
  await strata.build();
  await expect(strata.layer(/echo two/)).toBeVisible();
  await expect(strata.layer(/echo one/)).toBeHidden();
});

test("an earlier build can be reopened and left again", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN dd if=/dev/zero of=/big bs=1k count=9000\n" });
  await strata.build();
  await strata.goToLine(2);
  await page.keyboard.press("Control+Shift+k");
  await page.keyboard.type("RUN dd if=/dev/zero of=/small bs=1k count=600\n");
  await strata.build();
  await expect(page.getByText("−8.6 MB")).toBeVisible();

  await page.getByRole("button", { name: /test:latest: earlier builds/ }).click();
  const builds = page.getByRole("list", { name: "Last builds" }).getByRole("listitem");
  await builds.nth(1).getByRole("button", { name: /Done/ }).click();
  await expect(strata.layer(/count=9000/)).toBeVisible();
  await expect(strata.logStep(/count=9000/)).toBeVisible();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("− RUN dd if=/dev/zero of=/big bs=1k count=9000");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Back to the newest" }).click();
  await expect(strata.layer(/count=600/)).toBeVisible();

  await page.getByRole("button", { name: /test:latest: earlier builds/ }).click();
  await builds
    .nth(1)
    .getByRole("button", { name: /Actions/ })
    .click();
  await page.getByRole("menuitem", { name: /Delete image/ }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(builds.nth(1)).toContainText("image deleted");
});
