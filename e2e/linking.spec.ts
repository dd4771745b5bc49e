import type { Locator } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

const DOCKERFILE = 'FROM busybox\nENV A=1\nRUN echo one > /one\nRUN rm /one && echo two > /two\nCMD ["cat", "/two"]\n';

test.beforeEach(async ({ strata }) => {
  await strata.openWith({ Dockerfile: DOCKERFILE });
  await strata.build();
  await expect(strata.layer(/echo two/)).toBeVisible();
});

test("the cursor's line lights its layer", async ({ strata }) => {
  await strata.goToLine(3);
  await expect(strata.layer(/echo one/)).toHaveAttribute("aria-selected", "true");
});

test("a layer shows the files it added and deleted", async ({ page, strata }) => {
  await strata.layer(/echo two/).click();
  const details = page.getByRole("region", { name: "Layer details" });
  await expect(details).toContainText("/two");
  await expect(details).toContainText("/one");
  await expect(details.getByRole("img", { name: "deleted" })).toBeVisible();
  await expect(details.getByRole("img", { name: "added" })).toBeVisible();
});

test("the stack is walked by keyboard and turned around", async ({ page, strata }) => {
  await strata.layer(/^FROM/).click();
  await page.keyboard.press("ArrowDown");
  await expect(strata.layer(/^ENV/)).toHaveAttribute("aria-selected", "true");
  await page.getByRole("button", { name: /Dockerfile order/ }).click();
  await expect(page.getByRole("button", { name: /Base at bottom/ })).toBeVisible();
  await expect
    .poll(
      async () => (await top(strata.layer(/^FROM/))) > (await top(strata.layer(/^CMD/))),
      "the base is at the bottom",
    )
    .toBe(true);
});

test("dead bytes say which line stored them", async ({ page, strata }) => {
  await strata.layer(/echo one/).click();
  await expect(page.getByText(/line 3/i).first()).toBeVisible();
});

test("the seams stay where the last image stays: after a build that failed before its first step", async ({
  page,
  strata,
}) => {
  const seams = page.locator("main svg path[data-kind]");
  await expect(seams).toHaveCount(5);
  await strata.goToLine(5);
  await page.keyboard.type("\nRUNN mistake");
  await strata.build();
  await expect(page.getByRole("alert").filter({ hasText: "RUNN" }).first()).toBeVisible();
  await expect(seams).toHaveCount(5);
  await strata.goToLine(1);
  await expect(strata.layer(/^FROM/)).toHaveAttribute("aria-selected", "true");
});

async function top(locator: Locator): Promise<number> {
  return (await locator.boundingBox())?.y ?? Number.NaN;
}
