import { test as base } from "@playwright/test";
import { KeptContext } from "./keptContext.ts";
import { StrataPage } from "./strataPage.ts";

interface PerTest {
  readonly strata: StrataPage;
  /** Whether the browser has nothing of the page yet: for what is told of a first visit. */
  readonly firstVisit: boolean;
}

interface PerWorker {
  /** By what the project and the spec set for contexts. */
  readonly kept: Map<string, KeptContext>;
}

/** Every spec fails on an error of the page that its test does not expect. */
export const test = base.extend<PerTest, PerWorker>({
  firstVisit: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
  kept: [async ({}, use) => await use(new Map()), { scope: "worker" }],
  context: async ({ browser, kept, firstVisit, baseURL, viewport }, use) => {
    if (firstVisit) await use(await browser.newContext());
    else {
      const key = JSON.stringify([baseURL, viewport]);
      const one = kept.get(key) ?? (await KeptContext.open(browser));
      kept.set(key, one);
      await use(one.context);
      await one.reset();
    }
    const lasting = new Set([...kept.values()].map(({ context }) => context));
    await Promise.all(browser.contexts().map((one) => (lasting.has(one) ? undefined : one.close())));
  },
  page: async ({ context }, use) => await use(context.pages()[0] ?? (await context.newPage())),
  strata: async ({ page }, use) => {
    const errors: string[] = [];
    // What was thrown without being an Error has a message, and an empty stack.
    page.on("pageerror", (error) => errors.push(error.stack || `${error.name}: ${error.message}`));
    await use(new StrataPage(page));
    base.expect(errors).toEqual([]);
  },
});

export const expect = test.expect;
