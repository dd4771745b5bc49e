import { createServer } from "node:net";
import { defineConfig } from "@playwright/test";
import { chromiumOnPath } from "./scripts/chromium.mjs";

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address === null || typeof address === "string" ? reject(new Error("no port")) : resolve(address.port),
      );
    });
  });
}

// Workers read this file again: the first reading decides.
process.env.E2E_PORT ??= String(await freePort());
const url = process.env.E2E_URL ?? `http://localhost:${process.env.E2E_PORT}`;
const executablePath = chromiumOnPath();

export default defineConfig({
  testDir: "e2e",
  outputDir: process.env.E2E_OUTPUT ?? "test-results",
  // There is one workspace, and all specs share it.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  use: {
    baseURL: url,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
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
      ],
    },
  },
  projects: [
    { name: "desktop", testIgnore: /phone/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      testMatch: /phone.*\.spec\.ts/,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    },
  ],
  ...(process.env.E2E_URL === undefined && {
    webServer: {
      command: "node scripts/serveForTests.mjs",
      url: `${url}/api/health`,
      timeout: 180_000,
      stdout: "pipe",
      gracefulShutdown: { signal: "SIGTERM", timeout: 8000 },
      env: { PORT: process.env.E2E_PORT },
    },
  }),
});
