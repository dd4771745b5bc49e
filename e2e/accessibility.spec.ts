import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

test("after a build, the page has no accessibility problem in either theme, nor motion if less is asked for", async ({
  page,
  strata,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  await strata.openWith({ Dockerfile: "FROM busybox\nENV A=1\nRUN echo one > /one\nWORKDIR /app\nCMD cat /one\n" });
  await strata.build();
  await strata.layer(/^RUN/).click();
  const numbers = () => faults(axeFor(page).include(".line-numbers").withRules("color-contrast"));
  // Monaco's own roles can't be changed; its colors are ours.
  expect(await faults(axeFor(page).exclude(".monaco-editor"))).toEqual([]);
  await expect.poll(numbers).toEqual([]);

  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "dark" });
  await expect(page.locator(":root")).toHaveAttribute("data-theme", "dark");
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  // Of another theme, only the colors are others.
  expect(await faults(axeFor(page).exclude(".monaco-editor").withRules("color-contrast"))).toEqual([]);
  await expect.poll(numbers).toEqual([]);
});

test("headings and landmarks are in order beside a drawer, and in a dialog", async ({ page, strata }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo one > /one\n" });
  await strata.build();
  await page.getByRole("tab", { name: "Inspect" }).click();
  await expect(page.getByRole("heading", { name: "Container" })).toBeVisible();
  expect(await faults(axeFor(page).withRules("heading-order"))).toEqual([]);
  await page.getByRole("button", { name: /settings/i }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const landmarks = ["landmark-no-duplicate-banner", "landmark-no-duplicate-contentinfo", "landmark-unique"];
  expect(await faults(axeFor(page).withRules(landmarks))).toEqual([]);
});

/** In the page itself: no other page is opened for each answer, as for pages with frames. */
const axeFor = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

async function faults(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`);
}

test("forced colors frame only the selected layer, and the editor returns to the page's theme", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo one > /one\nRUN echo two > /two\n" });
  await strata.build();
  await strata.layer(/echo one/).click();
  const background = () =>
    strata.editor
      .locator(".monaco-editor")
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  const before = await background();
  await page.emulateMedia({ forcedColors: "active" });
  await expect.poll(background).not.toBe(before);
  const frames = await strata.layers
    .getByRole("option")
    .evaluateAll((rows) => rows.map((row) => getComputedStyle(row, "::after").borderTopStyle));
  expect(frames).toEqual(["none", "solid", "none"]);
  await page.emulateMedia({ forcedColors: "none" });
  await expect.poll(background).toBe(before);
});
