import { typeInField } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

const saved = /· Saved/;

test("an example leaves one's own project intact, even after a reload and with no timer", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL mine=yes");
  await strata.openExample("Cache order");
  await expect(strata.workspace("cache-order")).toBeVisible();
  const url = page.url();
  await page.reload();
  await expect(strata.workspace("cache-order")).toBeVisible();
  expect(page.url()).toBe(url);
  await strata.chooseInWorkspaceMenu(/^test/);
  await expect(strata.editor).toContainText("mine=yes");
  // The editor's own Undo does not restore the other text here.
  await strata.editor.locator(".view-line").first().click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(strata.editor).not.toContainText("packages");
  await page.goBack();
  await expect(strata.workspace("cache-order")).toBeVisible();
  await strata.openExample("Heredocs");
  await strata.openExample("Cache order");
  await expect(page).toHaveURL(url);
});

test("a workspace is renamed, duplicated, deleted, and restored", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nLABEL only=here\n" });
  await strata.chooseInWorkspaceMenu("Duplicate");
  await expect(strata.workspace("test copy")).toBeVisible();
  await strata.chooseInWorkspaceMenu("Rename");
  await typeInField(page, "second try");
  await page.keyboard.press("Enter");
  await expect(strata.workspace("second try")).toBeFocused();
  await strata.chooseInWorkspaceMenu("Delete");
  await expect(strata.workspace("test")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(strata.workspace("second try")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();
  await strata.chooseInWorkspaceMenu("Delete");
  // Offered again once the server has deleted it.
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.reload();
  await strata.chooseInWorkspaceMenu(/All workspaces/);
  await page.getByRole("button", { name: "Restore second try" }).first().click();
  await expect(strata.workspace("second try")).toBeVisible();
  await expect(strata.editor).toContainText("only=here");
});

test("an earlier version is restored, and that can be undone", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await strata.chooseInWorkspaceMenu("Duplicate");
  await expect(strata.workspace("test copy")).toBeVisible();
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL later=yes");
  await expect(page.getByText(saved)).toBeVisible();
  await strata.chooseInWorkspaceMenu(/Earlier versions/);
  const dialog = page.getByRole("dialog", { name: "Earlier versions" });
  await expect(dialog.getByText("+ LABEL later=yes")).toBeVisible();
  await dialog.getByRole("button", { name: "Restore this version" }).click();
  await expect(strata.editor).not.toContainText("later=yes");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(strata.editor).toContainText("later=yes");
});

test("an edit that a full disk rejected is saved after switching to another workspace", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  const id = page.url().split("/").at(-1);
  const full = { type: "/problems/store/full", status: 507, code: "store/full", title: "Disk full", detail: "Full." };
  const isSave = /\/api\/workspaces\/[^/]+$/;
  await page.route(isSave, (route) =>
    route.request().method() === "PUT" ? route.fulfill({ status: 507, json: full }) : route.continue(),
  );
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL typed=on-a-full-disk");
  await expect(page.getByText(/Offline/).first()).toBeVisible();
  await strata.openExample("Heredocs");
  await expect(strata.workspace("heredocs")).toBeVisible();
  await page.unroute(isSave);
  await expect
    .poll(async () => (await page.request.get(`/api/workspaces/${id}`)).text(), { timeout: 20_000 })
    .toContain("on-a-full-disk");
});

test("without a server, the workspace stays open and keeps what is typed", async ({ context, page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await context.setOffline(true);
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL typed=offline");
  await strata.openExample("ONBUILD");
  await expect(page.getByText(/Could not (create|load)/).first()).toBeVisible();
  await expect(strata.editor).toContainText("typed=offline");
  await context.setOffline(false);
  await expect(page.getByText(saved)).toBeVisible({ timeout: 20_000 });
});
