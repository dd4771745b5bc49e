import { typeInField } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

test("a failing RUN shows its exit code, its last output, and its line", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n\nRUN echo the-last-words && exit 7\n" });
  await strata.build();
  const note = page.getByRole("alert").filter({ hasText: "exit code: 7" }).first();
  await expect(note).toBeVisible();
  await expect(strata.log).toContainText("the-last-words");
  await strata.logStep(/^RUN .*failed/).click();
  await expect(page.getByText("Ln 3, Col")).toBeVisible();
  await strata.tab("Files").click();
  await expect(page.getByText("The last build failed. The log says why.")).toBeVisible();
});

test("a mistake is underlined and listed while typing, and the build reports the same line", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo fine\n" });
  await strata.goToLine(2);
  await page.keyboard.type("\nWROKDIR /app");
  await expect(strata.editor.locator(".squiggly-error")).toBeVisible();
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("WROKDIR");
  await strata.build();
  await expect(
    page
      .getByRole("alert")
      .filter({ hasText: /WROKDIR/ })
      .first(),
  ).toBeVisible();
});

test("a missing file is named, and creating it fixes the build", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nCOPY missing.txt /\n" });
  await strata.build();
  await expect(page.getByRole("alert").filter({ hasText: "missing.txt" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Add files" }).click();
  await page.getByRole("menuitem", { name: /New file/ }).click();
  await typeInField(page, "missing.txt");
  await page.keyboard.press("Enter");
  await strata.build();
  await expect(strata.layer(/^COPY missing.txt/)).toBeVisible();
});

test("output of a build is text and never markup", async ({ page, strata }) => {
  await strata.openWith({
    Dockerfile: "FROM busybox\nRUN echo '<img src=x onerror=document.body.id=1>' && touch '/<b>bold<_b>'\n",
  });
  await strata.build();
  await expect(strata.log).toContainText("<img src=x onerror=document.body.id=1>");
  await expect(page.locator("#\\31")).toHaveCount(0);
  await strata.layer(/^RUN/).click();
  await expect(page.getByRole("region", { name: "Layer details" })).toContainText("<b>bold<_b>");
});

test("a hundred thousand lines of log stay readable", async ({ strata }) => {
  await strata.openWith({ Dockerfile: `FROM busybox\nRUN echo ${Date.now()}; seq 1 100000\n` });
  await strata.build();
  await expect(strata.log).toContainText("100000");
  expect(await strata.log.locator("*").count()).toBeLessThan(2000);
  await strata.log.evaluate((element) => element.scrollTo(0, 0));
  await expect(strata.logStep(/^FROM/)).toBeVisible();
});

test("a build that fails before its first step says so beside the previous image", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo fine > /fine\n" });
  await strata.build();
  await expect(strata.layer(/echo fine/)).toBeVisible();
  await strata.goToLine(2);
  await page.keyboard.type("\nNONSENSE");
  await strata.tab(/Problems/).click();
  await strata.build();
  await expect(page.getByText("The last build failed.")).toBeVisible();
  await expect(strata.tab("Log")).toHaveAttribute("aria-selected", "true");
  await expect(strata.layer(/echo fine/)).toBeVisible();
  for (const tab of ["Files", "History", "Inspect"]) {
    await strata.tab(tab).click();
    await expect(page.getByText(/^The last build failed. Image of \d\d:\d\d/)).toBeVisible();
  }
  await page.reload();
  await strata.tab("Layers").click();
  await page.getByRole("button", { name: /earlier builds and images/ }).click();
  await expect(page.getByRole("button", { name: /^All images/ })).toBeVisible();
});

test("a failed build does not describe the previous image, and its failure disappears with its statement", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN head -c 8400000 /dev/zero > /big\nRUN rm /big\n" });
  await strata.build();
  const sizeOf = (line: number) => strata.editor.locator(`[data-line="${line - 1}"]`);
  await expect(sizeOf(2)).toContainText("8.4 MB");
  await strata.replaceText("FROM busybox\nWORKDIR /srv\nRUN echo $((7 * 6)) && false\n");
  await expect(sizeOf(2)).toHaveCount(0);
  await strata.build();
  await expect(sizeOf(3)).toContainText("failed");
  await expect(sizeOf(2)).not.toContainText("MB");
  await strata.tab(/Problems/).click();
  const last = page.getByRole("region", { name: "From the last build" });
  await expect(last).toContainText("3:1");
  await page.getByRole("button", { name: "Show last image" }).click();
  await expect(strata.layer(/^RUN head/)).toBeVisible();
  await strata.goToLine(3);
  await expect(strata.layers.getByRole("option", { selected: true })).toHaveCount(0);
  await page.keyboard.press("Backspace");
  await expect(last).toHaveCount(0);
});

test("the layers of a failed build can be opened, up to the failure", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo kept > /kept.txt\nRUN exit 3\n" });
  await strata.build();
  await strata.layer(/^RUN echo kept/).click();
  const details = page.getByRole("region", { name: "Layer details" });
  await expect(details.getByRole("treeitem", { name: /kept.txt/ })).toBeVisible();
});
