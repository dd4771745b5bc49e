import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { freePort } from "./e2e/pages/freePort.ts";
import { chromiumOnPath } from "./scripts/chromium.mjs";

/** A server has one workspace: each worker gets a server of its own. Workers read this file again: the first reading decides. */
const workers = process.env.E2E_URL === undefined ? Math.min(2, availableParallelism()) : 1;
process.env.E2E_PORTS ??= (await Promise.all(Array.from({ length: workers }, freePort))).join();
const ports = process.env.E2E_PORTS.split(",");
const urlOf = (port = ""): string => process.env.E2E_URL ?? `http://localhost:${port}`;
const executablePath = chromiumOnPath();

export default defineConfig({
  testDir: "e2e",
  outputDir: process.env.E2E_OUTPUT ?? "test-results",
  workers,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // The summary tells of each test that needed it.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  use: {
    baseURL: urlOf(ports[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]),
    // It takes a third of the time of every test. `--trace on` shows what a test did.
    trace: "off",
    screenshot: "only-on-failure",
    // Colors in the middle of a transition are nobody's fault.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Root can't use Chromium's sandbox.
      chromiumSandbox: false,
      args: [
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // All pages of a context in one: the next test finds the page's scripts compiled.
        "--renderer-process-limit=1",
      ],
    },
  },
  projects: [
    { name: "desktop", testIgnore: /phone|engines\//, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      testMatch: /phone.*\.spec\.ts/,
      testIgnore: /engines\//,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    },
    // Engines make and remove network devices, and Chromium then drops what other pages load: these run after all others.
    { name: "engines", testMatch: /engines\/.*\.spec\.ts/, use: { viewport: { width: 1440, height: 900 } } },
  ],
  ...(process.env.E2E_URL === undefined && {
    // Started one after the other: the first builds the page.
    webServer: ports.map((port) => ({
      command: "node scripts/serveForTests.mjs",
      url: `${urlOf(port)}/api/health`,
      timeout: 180_000,
      stdout: "pipe" as const,
      gracefulShutdown: { signal: "SIGTERM" as const, timeout: 8000 },
      env: { PORT: port },
    })),
  }),
});
