import type { Locator } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

const DOCKERFILE = 'FROM busybox\nENV A=1\nRUN echo one > /one\nRUN rm /one && echo two > /two\nCMD ["cat", "/two"]\n';

test.beforeEach(async ({ strata }) => {
  await strata.openWith({ Dockerfile: DOCKERFILE });
  await strata.build();
  await expect(strata.layer(/echo two/)).toBeVisible();
});

test("the cursor's line highlights its layer", async ({ strata }) => {
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

test("the details of a layer are resized by keyboard and stay that large; on a wide screen they stand beside the stack", async ({
  page,
  strata,
}) => {
  await strata.layer(/echo two/).click();
  const details = page.getByRole("region", { name: "Layer details" });
  const before = (await details.boundingBox())?.height ?? 0;
  await page.getByRole("separator", { name: "Resize layer details" }).focus();
  for (let count = 0; count < 4; count++) await page.keyboard.press("ArrowUp");
  await expect.poll(async () => (await details.boundingBox())?.height).toBe(before + 64);
  await page.reload();
  await strata.layer(/echo two/).click();
  await expect.poll(async () => (await details.boundingBox())?.height).toBe(before + 64);
  await page.setViewportSize({ width: 1920, height: 900 });
  await expect
    .poll(async () => {
      const [stack, beside] = [await strata.layers.boundingBox(), await details.boundingBox()];
      return stack && beside && beside.x >= stack.x + stack.width;
    })
    .toBe(true);
});

test("the stack can be navigated by keyboard and reversed", async ({ page, strata }) => {
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

test("dead bytes show the line that stored them", async ({ page, strata }) => {
  await strata.layer(/echo one/).click();
  await expect(page.getByRole("region", { name: "Dead bytes" })).toContainText("line 3 stored them, line 4 only hides");
});

test("the seams stay with the last image: after a build that failed before its first step", async ({
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

test("an unused stage is a band below the image, unfolded with its sizes", async ({ page, strata }) => {
  await strata.openWith({
    Dockerfile:
      "FROM busybox AS tools\nRUN dd if=/dev/zero of=/tool bs=1k count=5000 && echo made > /made\nFROM scratch\nCOPY --from=tools /made /\n",
  });
  await strata.build();
  const band = strata.layer(/^STAGE tools/);
  await expect(band).toHaveAccessibleName(/Not in the image.*folded.*MB/);
  await expect(strata.layers.locator("svg path[data-strong]")).toHaveCount(1);
  await band.click();
  await strata.layer(/^RUN dd.*5.1 MB/).click();
  const details = page.getByRole("region", { name: "Layer details" });
  await expect(details.getByRole("treeitem", { name: /tool/ })).toBeVisible();
  await band.click();
  await expect(strata.layer(/^RUN dd/)).toBeHidden();
});
