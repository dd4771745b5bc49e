import { expect, test } from "./pages/test.ts";

test("building and viewing layers works on a phone", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo small > /screen\n" });
  await strata.build();
  await expect(strata.layer(/^RUN/)).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await strata.tab("Log").tap();
  await page.getByRole("button", { name: "Wrap lines" }).tap();
  await expect(page.getByRole("button", { name: "Wrap lines", pressed: true })).toBeVisible();
});
