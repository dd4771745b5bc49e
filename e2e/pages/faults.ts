import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Theme = "light" | "dark";

/** What axe finds wrong in a part of the page, in a theme. */
export async function faultsIn(page: Page, theme: Theme, part = "body"): Promise<string[]> {
  // Monaco's own roles can't be changed, and a tooltip is in no landmark.
  return found(page, theme, axeFor(page, part).disableRules("region"));
}

/** The same in both themes: of the second, only the colors are others. */
export async function faultsInBoth(page: Page, part = "body"): Promise<string[]> {
  const light = await faultsIn(page, "light", part);
  return [...light, ...(await found(page, "dark", axeFor(page, part).withRules("color-contrast")))];
}

/** In the page itself: no other page is opened for each answer, as for pages with frames. */
const axeFor = (page: Page, part: string): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().include(part).exclude(".monaco-editor");

async function found(page: Page, theme: Theme, axe: AxeBuilder): Promise<string[]> {
  // Half-faded text has no contrast, and neither has a half-drawn theme.
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await expect(page.locator(":root")).toHaveAttribute("data-theme", theme);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}
