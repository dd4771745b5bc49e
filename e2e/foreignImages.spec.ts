import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { press, tabTo } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

let dir: string;
test.beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "strata-foreign-"));
});
test.afterAll(() => rmSync(dir, { recursive: true }));

test("an image that is dropped is looked into, and its Dockerfile is opened, by keyboard", async ({ page, strata }) => {
  await strata.openWith(
    { Dockerfile: `FROM busybox\nENV NOTE="two words"\nRUN echo ${Date.now()} > /one\n` },
    { tag: "away:1" },
  );
  await strata.build();
  const archive = path.join(dir, "away.tar");
  writeFileSync(archive, await (await page.request.get("/api/images/away%3A1/archive")).body());
  expect((await page.request.delete("/api/images/away%3A1?force=true")).status()).toBeLessThan(300);
  await strata.openWith({ Dockerfile: "FROM scratch\n" });

  await strata.drop(archive);
  const choice = page.getByRole("dialog", { name: "Open away.tar" });
  await expect(choice.getByRole("button", { name: "Look into this image" })).toBeFocused();
  expect((await new AxeBuilder({ page }).include("[role=dialog]").analyze()).violations).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Image away:1.")).toBeVisible();
  await expect(strata.layers).toContainText("/one");

  const toggle = page.getByRole("button", { name: /^Dockerfile [▾▴]/ });
  await page.keyboard.press("Control+3");
  await press(page, toggle, "Shift+Tab");
  const shown = page.getByRole("region", { name: "Dockerfile of away:1" });
  await expect(shown).toContainText(/Reconstructed from the history.*FROM busybox.*ENV NOTE="two words"/s);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(
      (await new AxeBuilder({ page }).include("section[aria-label^='Dockerfile of']").analyze()).violations,
    ).toEqual([]);
  }
  // The text scrolls by keyboard; the button is next.
  await tabTo(page, shown.locator("pre"));
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Open as a workspace" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(strata.workspace("away:1")).toBeVisible();
  await expect(strata.editor).toContainText("ENV NOTE=");
});
