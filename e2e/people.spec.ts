import { type ChildProcess, spawn } from "node:child_process";
import { networkInterfaces } from "node:os";
import type { Browser } from "@playwright/test";
import { freePort } from "./pages/freePort.ts";
import { StrataPage } from "./pages/strataPage.ts";
import { expect, test } from "./pages/test.ts";

/** An address by which others reach this machine, if it has one. */
const address =
  Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === "IPv4" && !one.internal)?.address ?? "127.0.0.1";

let server: ChildProcess;
let url: string;

test.beforeAll(async ({ playwright }) => {
  const port = await freePort();
  url = `http://${address}:${port}`;
  const env = { ...process.env, PORT: `${port}`, HOST: "0.0.0.0" };
  server = spawn("node", ["scripts/serveForTests.mjs"], { env, stdio: "ignore" });
  const request = await playwright.request.newContext();
  await expect
    .poll(async () => (await request.get(`${url}/api/health`).catch(() => undefined))?.status(), { timeout: 60_000 })
    .toBe(200);
  await request.dispose();
});
test.afterAll(() => void server.kill("SIGTERM"));

async function arrive(browser: Browser): Promise<StrataPage> {
  const context = await browser.newContext({ baseURL: url });
  const strata = new StrataPage(await context.newPage());
  await strata.open();
  return strata;
}

test("two people on one server do not see each other's Dockerfile", async ({ browser }) => {
  const [ada, grace] = [await arrive(browser), await arrive(browser)];
  await ada.goToLine(1);
  await ada.page.keyboard.type("\n# by ada");
  await expect(ada.page.getByText(/· Saved/)).toBeVisible();
  await grace.goToLine(1);
  await grace.page.keyboard.type("\n# by grace");
  await expect(grace.page.getByText(/· Saved/)).toBeVisible();
  await ada.page.reload();
  await expect(ada.editor).toContainText("by ada");
  await expect(ada.editor).not.toContainText("by grace");
  await grace.page.goto(ada.page.url());
  await expect(grace.page.getByText("Could not open the workspace").first()).toBeVisible();
  await expect(grace.editor).toContainText("by grace");
  await ada.build();
  await expect(ada.status(/Build finished/)).toBeAttached();
});
