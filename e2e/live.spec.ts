import type { Page } from "@playwright/test";
import { faultsIn } from "./pages/faults.ts";
import type { StrataPage } from "./pages/strataPage.ts";
import { expect, test } from "./pages/test.ts";

const DOCKERFILE = `FROM busybox
RUN echo one > /one
COPY message.txt /message
ENV GREETING=hello
`;
const FILES = { Dockerfile: DOCKERFILE, "message.txt": "Hello\n" };

const stateOf = (page: Page) => page.getByRole("region", { name: "Live", exact: true });

const listed = async (page: Page): Promise<unknown> => (await page.request.get("/api/builds")).json();

async function turnOn(page: Page): Promise<void> {
  await page.keyboard.press("Control+Alt+Enter");
  await expect(page.getByRole("switch", { name: "Live" })).toBeChecked();
}

async function buildByKey(strata: StrataPage): Promise<void> {
  await strata.page.keyboard.press("ControlOrMeta+Enter");
  await strata.untilFinished();
}

/** Goes to the editor with its key, and in it to the end of a line (from 1). */
async function goToEndOf(page: Page, line: number): Promise<void> {
  await page.keyboard.press("Control+2");
  await expect(page.getByText("Esc, Tab leaves")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Home");
  for (let count = 1; count < line; count++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
}

test("Live builds at each pause, by keyboard alone, waits while the server is away, and is remembered", async ({
  page,
  strata,
}) => {
  await strata.openWith(FILES);
  await buildByKey(strata);
  const before = await listed(page);
  await turnOn(page);
  await goToEndOf(page, 3);
  await page.keyboard.type("-of-mine");
  await expect(strata.layer(/^COPY message.txt \/message-of-mine,/)).toBeVisible();
  await expect(stateOf(page)).toHaveText("Live: up to date");
  // What Live builds is not listed.
  expect(await listed(page)).toEqual(before);
  // While a word is typed, no error shows, and the stack stays.
  await goToEndOf(page, 4);
  await page.keyboard.type("\nWORKDI");
  await expect(stateOf(page)).toHaveText("Live waits: 1 error");
  await expect(strata.layer(/^ENV GREETING=hello/)).toBeVisible();
  await page.keyboard.type("R /srv");
  await expect(strata.layer(/^WORKDIR \/srv/)).toBeVisible();
  await page.context().setOffline(true);
  await page.keyboard.type("/app");
  await expect(stateOf(page)).toHaveText("Live waits for the server");
  await page.context().setOffline(false);
  await expect(strata.layer(/^WORKDIR \/srv\/app/)).toBeVisible();
  await expect(page.getByText(/· Saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: "Live" })).toBeChecked();
  await expect(strata.layer(/^WORKDIR \/srv\/app/)).toBeVisible();
  await page.keyboard.press("Control+Alt+Enter");
  await expect(stateOf(page)).toHaveCount(0);
});

test("a RUN that never ran waits until the person lets it, and fails quietly", async ({ page, strata }) => {
  // The builder knows RUNs by their text, and by their place in a stage.
  const stage = `live-${Date.now()}`;
  await strata.openWith({ ...FILES, Dockerfile: DOCKERFILE.replace("busybox", `busybox AS ${stage}`) });
  await buildByKey(strata);
  await turnOn(page);
  await goToEndOf(page, 4);
  await page.keyboard.type(`\nRUN echo ${stage} > /two`);
  await expect(stateOf(page)).toContainText("Line 5 would run");
  expect(await faultsIn(page, "light")).toEqual([]);
  expect(await faultsIn(page, "dark", "footer")).toEqual([]);
  await expect(strata.layer(/^RUN echo live/)).toHaveCount(0);
  await page.keyboard.press("Control+Shift+Enter");
  await expect(strata.layer(/^RUN echo live-\d+ > \/two, 19 B/)).toBeVisible();
  await page.keyboard.type(" && false");
  await expect(strata.layer(/^RUN echo live-\d+ > \/two && false, .*failed/)).toBeVisible();
  await expect(stateOf(page)).toHaveText("Live: the build failed");
  await expect(strata.log.getByRole("alert")).toHaveCount(0);
  for (let count = 0; count < " && false".length; count++) await page.keyboard.press("Backspace");
  await expect(stateOf(page)).toHaveText("Live: up to date");
});

test("a build is stepped through line by line with the arrow keys, up to its failure", async ({ page, strata }) => {
  await strata.openWith({ ...FILES, Dockerfile: `${DOCKERFILE}USER 1000\nRUN false\nCMD ["sh"]\n` });
  await page.keyboard.press("Control+Enter");
  await strata.untilFinished();
  await page.keyboard.press("Control+3");
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
  for (const theme of ["light", "dark"] as const) {
    expect(await faultsIn(page, theme, "[data-pane=result]")).toEqual([]);
  }
  await page.keyboard.press("Escape");
  await expect(strip).toHaveCount(0);
});
