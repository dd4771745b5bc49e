import { StrataPage } from "./pages/strataPage.ts";
import { expect, test } from "./pages/test.ts";

const saved = /· Saved/;

test("typed text is kept after a reload", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL typed=before-the-reload");
  await expect(page.getByText(saved)).toBeVisible();
  await page.reload();
  await expect(strata.editor).toContainText("before-the-reload");
});

test("a reload right after a key keeps it, and takes its own save for no other tab's", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  const field = page.getByRole("textbox", { name: /^Dockerfile/ });
  for (const typed of ["# one\n", "# two\n", "# three\n"]) {
    await field.press("Control+Home");
    // The draft has some of it, the save on leaving has all.
    await page.keyboard.type(typed, { delay: 60 });
    await page.reload();
    await expect(strata.editor.locator(".view-lines")).toContainText(typed.trim());
  }
  await expect(page.getByText(saved)).toBeVisible();
  await expect(page.getByText("Changed in two tabs")).toBeHidden();
  await expect.poll(() => strata.dockerfile()).toBe("# three\n# two\n# one\nFROM busybox\n");
});

test("text typed without a server is kept, and saved when the server is back", async ({ context, page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await context.setOffline(true);
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL typed=while-offline");
  await expect(page.getByText(/Offline/).first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(saved)).toBeVisible({ timeout: 20_000 });
  const workspace = await (await page.request.get("/api/workspace")).json();
  expect(workspace.files[0].text).toContain("while-offline");
});

test("the editor works without Monaco's worker if it can't be loaded", async ({ page, strata }) => {
  const asked = page.waitForRequest(/editor\.worker/);
  await page.route(/editor\.worker/, (route) => route.abort());
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await asked;
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL typed=without-a-worker");
  await expect(page.getByText(saved)).toBeVisible();
});

test("a second tab sees what the first one saved", async ({ context, page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  const other = new StrataPage(await context.newPage());
  await other.open();
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL typed=in-the-first-tab");
  await expect(other.editor).toContainText("in-the-first-tab");
});

test("a stale save never overwrites a newer one silently", async ({ context, page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await context.setOffline(true);
  await strata.goToLine(1);
  await page.keyboard.type("\nLABEL mine=yes");
  await expect(page.getByText(/Offline/).first()).toBeVisible();
  const current = await (await page.request.get("/api/workspace")).json();
  current.files[0].text = "FROM busybox\nLABEL theirs=yes\n";
  const { revision, savedAt: _, ...content } = current;
  await page.request.put("/api/workspace", { data: content, headers: { "if-match": `"${revision}"` } });
  await context.setOffline(false);
  const banner = page.getByRole("alert").filter({ hasText: "also changed in another tab" });
  await expect(banner).toBeVisible({ timeout: 20_000 });
  await expect(strata.editor).toContainText("mine=yes");
  await banner.getByRole("button", { name: "Use the other version" }).click();
  await expect(strata.editor).toContainText("theirs=yes");
  await strata.chooseInWorkspaceMenu(/Earlier versions/);
  await expect(page.getByRole("dialog").getByText("LABEL mine=yes")).toBeVisible();
});

test("a reload right after a key keeps it even if the browser's database has only an older draft", async ({
  page,
  strata,
}) => {
  // What a page stores as it goes does not always arrive.
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    let isGone = false;
    addEventListener("pagehide", () => (isGone = true), { capture: true });
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      return put.apply(this, isGone ? [{ key: "lost" }] : args);
    };
  });
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await page.getByRole("textbox", { name: /^Dockerfile/ }).press("Control+Home");
  const hasDraft = () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          indexedDB.open("strata").onsuccess = function () {
            const all = this.result.transaction("drafts").objectStore("drafts").getAll();
            all.onsuccess = () => resolve(JSON.stringify(all.result).includes("# on"));
          };
        }),
    );
  const release = Promise.withResolvers<void>();
  await page.route(/\/api\/workspace$/, async (route) => {
    if (route.request().method() === "PUT") await release.promise;
    await route.continue();
  });
  await page.keyboard.type("# on");
  await expect.poll(hasDraft).toBe(true);
  await page.keyboard.type("e\n");
  release.resolve();
  await page.reload();
  await expect(strata.editor.locator(".view-lines")).toContainText("# one");
  await page.keyboard.type("# two\n");
  await expect(page.getByText(saved)).toBeVisible();
  await expect(page.getByText("Changed in two tabs")).toBeHidden();
  await expect.poll(() => strata.dockerfile()).toContain("# one\n");
});
