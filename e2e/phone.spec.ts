import { expect, test } from "./pages/test.ts";

test("building and viewing layers works on a phone", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo small > /screen\n" });
  await strata.build();
  await expect(strata.layer(/^RUN/)).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await strata.tab("Files").tap();
  const row = page.getByRole("tree", { name: "Files in the image" }).getByRole("treeitem").first();
  for (const pressed of [row, page.getByRole("button", { name: "More", exact: true }), strata.tab("Log")])
    expect((await pressed.boundingBox())?.height).toBeGreaterThanOrEqual(40);
  await strata.tab("Log").tap();
  await page.getByRole("button", { name: "Wrap lines" }).tap();
  await expect(page.getByRole("button", { name: "Wrap lines", pressed: true })).toBeVisible();

  await strata.replaceText("FROM busybox\nRUN echo larger > /screen\n");
  await strata.build();
  await strata.tab("Compare").tap();
  await expect(page.getByRole("tree", { name: "Paths that differ" })).toBeAttached();
  await expect(page.getByRole("combobox", { name: "Before" })).toBeInViewport({ ratio: 1 });
});

test("on a phone, what was unfolded in a lesson is unfolded when the lesson comes back, and the workspace has its name", async ({
  page,
}) => {
  const started = await page.request.post("/api/lessons/small-safe/start");
  const { workspace } = await started.json();
  await page.goto(`/w/${workspace}`);
  const pane = page.getByRole("region", { name: "Lesson", exact: true });
  for (const name of ["Begin", "Next"]) await pane.getByRole("button", { name }).tap();
  const part = pane.locator("details").filter({ hasText: "Make the change for me" });
  await part.locator("summary").tap();
  await part.locator("[data-action]").first().tap();
  await expect(pane).toBeHidden();
  await page.getByRole("button", { name: /^Step 2 of 5/ }).tap();
  await expect(part).toHaveAttribute("open");
  const name = page.getByRole("button", { name: /^Workspace / }).getByText("Small and safe images");
  expect((await name.boundingBox())?.width).toBeGreaterThan(90);
  await page.request.delete(`/api/workspaces/${workspace}`);
});
