import { typeInField } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

test("files are created, renamed, and deleted, and deletion can be undone", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await page.getByRole("button", { name: "Add files" }).click();
  await page.getByRole("menuitem", { name: /New file/ }).click();
  await typeInField(page, "app/server.py");
  await page.keyboard.press("Enter");
  await expect(strata.file(/server\.py/)).toBeVisible();

  await strata.file(/server\.py/).focus();
  await page.keyboard.press("F2");
  await expect(page.locator("input:focus")).toHaveValue(/server\.py$/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("main.py");
  await page.keyboard.press("Enter");
  await expect(strata.file(/main\.py/)).toBeVisible();
  await expect(strata.file(/server\.py/)).toBeHidden();

  await strata.file(/main\.py/).focus();
  await page.keyboard.press("Delete");
  await expect(strata.file(/main\.py/)).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(strata.file(/main\.py/)).toBeVisible();
});

test("uploaded bytes reach the image unchanged", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: `FROM busybox\nCOPY data.bin /\nRUN sha256sum /data.bin && : ${Date.now()}\n` });
  const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 37) % 256));
  await page
    .getByLabel("Files to upload")
    .setInputFiles({ name: "data.bin", mimeType: "application/octet-stream", buffer: bytes });
  await expect(strata.file(/data\.bin/)).toBeVisible();
  await strata.build();
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  await expect(strata.log).toContainText(Buffer.from(digest).toString("hex"));
});
