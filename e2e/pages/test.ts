import { test as base } from "@playwright/test";
import { StrataPage } from "./strataPage.ts";

/** Every spec fails on an error of the page that its test does not expect. */
export const test = base.extend<{ strata: StrataPage }>({
  strata: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
    await use(new StrataPage(page));
    base.expect(errors).toEqual([]);
  },
});

export const expect = test.expect;
