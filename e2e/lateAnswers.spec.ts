import { expect, test } from "./pages/test.ts";

test("of two workspaces that are opened one after the other, the last is shown, however late the first one comes", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  const ids: string[] = [];
  for (const name of ["slow one", "quick one"]) {
    const { files, settings } = await (await page.request.get("/api/workspace")).json();
    const made = await page.request.post("/api/workspaces", { data: { name, files, settings } });
    ids.push((await made.json()).id);
  }
  const [slow = "", quick = ""] = ids;
  const arrive = Promise.withResolvers<void>();
  const asked = page.waitForRequest(`**/api/workspaces/${slow}`);
  await page.route(`**/api/workspaces/${slow}`, async (route) => {
    await arrive.promise;
    await route.continue();
  });
  await strata.chooseInWorkspaceMenu(/^slow one/);
  await asked;
  await strata.chooseInWorkspaceMenu(/^quick one/);
  await expect(strata.workspace("quick one")).toBeVisible();
  const answered = page.waitForResponse(`**/api/workspaces/${slow}`);
  arrive.resolve();
  await (await answered).finished();
  await expect(page).toHaveURL(new RegExp(`/w/${quick}$`));
  await strata.build();
  await expect(strata.workspace("quick one")).toBeVisible();
  for (const id of ids) await page.request.delete(`/api/workspaces/${id}`);
});

test("a problem that is clicked before the editor is loaded leads to its line, and typing goes on there", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n\nRNU true\n" });
  const arrive = Promise.withResolvers<void>();
  await page.route(/monacoSetup.*\.js$/, async (route) => {
    await arrive.promise;
    await route.continue();
  });
  await page.reload();
  await strata.tab(/^Problems/).click();
  await strata.problems.getByRole("button", { name: /RNU/ }).click();
  await expect(page.getByText("Ln 3, Col 1")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Dockerfile", exact: true })).toBeFocused();
  arrive.resolve();
  await expect(strata.editor.locator(".view-lines")).toBeVisible();
  await page.keyboard.type("ENV A=1\n");
  await expect.poll(() => strata.dockerfile()).toBe("FROM busybox\n\nENV A=1\nRNU true\n");
});

test("layers that the network lost are said to be missing, and come by themselves", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nENV LOST=once\n" });
  await page.route("**/layers", (route) => route.abort());
  await strata.build();
  const lost = page.getByRole("tabpanel", { name: "Layers" }).getByRole("alert");
  await expect(lost).toContainText("Server unreachable");
  await page.unroute("**/layers");
  await expect(strata.layer(/LOST=once/)).toBeVisible();
  await expect(lost).toHaveCount(0);
});
