import { test as base } from "@playwright/test";
import { StrataPage } from "./strataPage.ts";

/** Every spec fails on an error of the page that its test does not expect. */
export const test = base.extend<{ strata: StrataPage }>({
  strata: async ({ page }, use) => {
    const errors: string[] = [];
    // What was thrown without being an Error has a message, and an empty stack.
    page.on("pageerror", (error) => errors.push(error.stack || `${error.name}: ${error.message}`));
    await use(new StrataPage(page));
    base.expect(errors).toEqual([]);
  },
});

export const expect = test.expect;
