import { expect, test } from "./pages/test.ts";

test("every example opens with one click and builds with no network", async ({ page, strata }) => {
  test.setTimeout(120_000);
  await strata.open();
  await page.getByRole("button", { name: /Examples/ }).click();
  const names = await page.getByRole("menuitem").allInnerTexts();
  await page.keyboard.press("Escape");
  expect(names.length).toBeGreaterThanOrEqual(8);
  for (const name of names) {
    await page.getByRole("button", { name: /Examples/ }).click();
    await page.getByRole("menuitem").nth(names.indexOf(name)).click();
    await strata.build();
    await expect(strata.status(/Build finished/), name).toBeAttached();
  }
});
