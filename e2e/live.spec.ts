import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

const DOCKERFILE = `FROM busybox
RUN echo one > /one
COPY message.txt /message
ENV GREETING=hello
`;
const FILES = { Dockerfile: DOCKERFILE, "message.txt": "Hello\n" };

const stateOf = (page: Page) => page.getByRole("region", { name: "Live", exact: true });

async function turnOn(page: Page): Promise<void> {
  await page.keyboard.press("Control+Alt+Enter");
  await expect(page.getByRole("switch", { name: "Live" })).toBeChecked();
}

test("Live builds at each pause, by keyboard alone, and is remembered", async ({ page, strata }) => {
  await strata.openWith(FILES);
  await strata.build();
  await turnOn(page);
  await strata.goToLine(3);
  await page.keyboard.type("-of-mine");
  await expect(strata.layer(/^COPY message.txt \/message-of-mine,/)).toBeVisible();
  await expect(stateOf(page)).toHaveText("Live: up to date");
  const { builds } = await (await page.request.get("/api/builds")).json();
  expect(builds).toHaveLength(1);
  // In the middle of a word nothing is said of errors, and the stack stays.
  await strata.typeLineAfter(4, "WORKDI");
  await expect(stateOf(page)).toHaveText("Live waits: 1 error");
  await expect(strata.layer(/^ENV GREETING=hello/)).toBeVisible();
  await page.keyboard.type("R /srv");
  await expect(strata.layer(/^WORKDIR \/srv/)).toBeVisible();
  await expect(page.getByText(/· Saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: "Live" })).toBeChecked();
  await expect(strata.layer(/^WORKDIR \/srv/)).toBeVisible();
  await page.keyboard.press("Control+Alt+Enter");
  await expect(stateOf(page)).toHaveCount(0);
});

test("a RUN that never ran waits until the person lets it, and fails quietly", async ({ page, strata }) => {
  await strata.openWith(FILES);
  await strata.build();
  await turnOn(page);
  await strata.typeLineAfter(4, "RUN echo two > /two");
  await expect(stateOf(page)).toContainText("Line 5 would run");
  await expect(strata.layer(/^RUN echo two/)).toHaveCount(0);
  await page.keyboard.press("Control+Shift+Enter");
  await expect(strata.layer(/^RUN echo two > \/two, 4 B/)).toBeVisible();
  await page.keyboard.type(" && false");
  await expect(strata.layer(/^RUN echo two > \/two && false, .*failed/)).toBeVisible();
  await expect(stateOf(page)).toHaveText("Live: the build failed");
  await expect(strata.log.getByRole("alert")).toHaveCount(0);
  for (let count = 0; count < " && false".length; count++) await page.keyboard.press("Backspace");
  await expect(stateOf(page)).toHaveText("Live: up to date");
});

test("Live waits while the server is away, and says so", async ({ page, strata }) => {
  await strata.openWith(FILES);
  await strata.build();
  await turnOn(page);
  await expect(stateOf(page)).toHaveText("Live: up to date");
  await page.context().setOffline(true);
  await strata.goToLine(4);
  await page.keyboard.type("!");
  await expect(stateOf(page)).toHaveText("Live waits for the server");
  await page.context().setOffline(false);
  await expect(strata.layer(/^ENV GREETING=hello!/)).toBeVisible();
});

test("a build is stepped through line by line with the arrow keys, up to its failure", async ({ page, strata }) => {
  await strata.openWith({ ...FILES, Dockerfile: `${DOCKERFILE}USER 1000\nRUN false\nCMD ["sh"]\n` });
  await strata.build();
  await strata.layers.focus();
  await page.keyboard.press("s");
  const strip = page.getByRole("region", { name: "Step through the build" });
  await expect(strip).toBeFocused();
  const at = strip.getByRole("status");
  await page.keyboard.press("Home");
  await expect(at).toContainText("Step 1 of 6");
  await page.keyboard.press("End");
  await expect(at).toContainText("Step 6 of 6, line 6");
  await expect(strip).toContainText("This line failed");
  await page.keyboard.press("ArrowLeft");
  await expect(strip.locator("[data-change]")).toHaveText(/1000/);
  await page.keyboard.press("ArrowLeft");
  await expect(strip.locator("[data-change=new]")).toContainText("GREETING=hello");
  await expect(strata.layer(/^ENV GREETING/)).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Ln 4, Col 1")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(strip).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`Live and the steps have no accessibility problem in the ${colorScheme} theme`, async ({ page, strata }) => {
    await page.emulateMedia({ colorScheme });
    await strata.openWith({ ...FILES, Dockerfile: `${DOCKERFILE}RUN echo ${colorScheme} > /two\n` });
    await strata.build();
    await turnOn(page);
    await strata.goToLine(5);
    await page.keyboard.insertText("\nUSER 1\nRUN sleep 3");
    await expect(stateOf(page)).toContainText("would run");
    await strata.layer(/^ENV/).click();
    await page.getByRole("button", { name: "Step through the build" }).click();
    await expect(page.locator("[data-change]").first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
  });
}
