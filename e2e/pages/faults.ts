import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe finds wrong in a part of the page, in a theme. */
export async function faultsIn(page: Page, colorScheme: "light" | "dark", part = "body"): Promise<string[]> {
  // Half-faded text has no contrast, and neither has a half-drawn theme.
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await expect(page.locator(":root")).toHaveAttribute("data-theme", colorScheme);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  // Monaco's own roles can't be changed, and a tooltip is in no landmark.
  const axe = new AxeBuilder({ page }).include(part).exclude(".monaco-editor").disableRules("region");
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}
