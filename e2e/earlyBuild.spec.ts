import type { Page } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

const DOCKERFILE = { Dockerfile: "FROM busybox\nENV A=1\n" };

/** Holds back what follows builds, as a slow network would, until it is let go. */
async function holdBackTheRest(page: Page): Promise<() => Promise<void>> {
  const arrive = Promise.withResolvers<void>();
  await page.route("**/assets/startRest-*.js", async (route) => {
    await arrive.promise;
    await route.continue();
  });
  return async () => {
    const rest = page.waitForResponse("**/assets/startRest-*.js");
    arrive.resolve();
    await rest;
  };
}

test("the image of a build that ends before the page is complete is shown, and the log at once", async ({
  page,
  strata,
}) => {
  const letGo = await holdBackTheRest(page);
  await strata.openWith(DOCKERFILE);
  await strata.tab("Problems").click();
  await strata.build();
  await expect(strata.tab("Log")).toHaveAttribute("aria-selected", "true");
  await strata.tab("History").click();
  await expect(page.getByText("No image yet")).toBeVisible();
  await strata.tab(/^Problems/).click();
  await letGo();
  await expect(page.getByRole("row", { name: /ENV A=1/ })).toBeVisible();
  // Whoever went elsewhere meanwhile stays there.
  await expect(strata.tab(/^Problems/)).toHaveAttribute("aria-selected", "true");
});

test("a reload shows a build that was started before the page was complete", async ({ page, strata }) => {
  await holdBackTheRest(page);
  await strata.openWith(DOCKERFILE);
  await strata.build();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.reload();
  await expect(strata.status(/Build finished/)).toBeAttached();
  await expect(strata.layer(/busybox/)).toBeVisible();
});

test("a double click on Build builds once, and whoever cancels with a key keeps the focus", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN sleep 30\n" });
  await strata.buildButton.dblclick();
  await expect(strata.logStep(/sleep 30/)).toBeVisible();
  const arrive = Promise.withResolvers<void>();
  const cancels: string[] = [];
  await page.route("**/api/builds/*", async (route) => {
    if (route.request().method() === "DELETE") cancels.push(route.request().url());
    await arrive.promise;
    await route.continue();
  });
  await strata.cancelButton.press("Enter");
  await expect(page.getByRole("button", { name: "Canceling" })).toBeFocused();
  await page.keyboard.press("Enter");
  arrive.resolve();
  await expect(strata.status(/Build canceled/)).toBeAttached();
  await expect(strata.buildButton).toBeFocused();
  expect(cancels).toHaveLength(1);
});
