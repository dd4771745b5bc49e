import { type ChildProcess, spawn } from "node:child_process";
import type { Page } from "@playwright/test";
import { ConsolePage } from "../pages/consolePage.ts";
import { freePort } from "../pages/freePort.ts";
import { StrataPage } from "../pages/strataPage.ts";
import { expect, test } from "../pages/test.ts";

/** As on macOS: the server may not use its sandbox, and a Docker engine is at hand. */
const [engine] = (process.env.STRATA_TEST_ENGINES ?? "").split(",");
test.skip(!engine, "NOT TESTED HERE: no Docker engine (set STRATA_TEST_ENGINES=/path/of/a.sock)");

interface Health {
  readonly builders: readonly { readonly run: boolean; readonly available: boolean }[];
  readonly containers: { readonly runtime: string; readonly available: boolean };
}

let server: ChildProcess;
let url: string;
let health: Health;

test.beforeAll(async ({ playwright }) => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PORT: `${port}`, STRATA_SANDBOX: "no", DOCKER_HOST: `unix://${engine}` };
  server = spawn("node", ["scripts/serveForTests.mjs"], { env, stdio: "ignore" });
  const request = await playwright.request.newContext();
  const answer = () => request.get(`${url}/api/health`).catch(() => undefined);
  await expect.poll(async () => (await answer())?.status(), { timeout: 80_000 }).toBe(200);
  health = await (await answer())?.json();
  await request.dispose();
});
test.afterAll(async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
});
// An engine keeps what is not removed.
test.afterEach(({ strata }) => new ConsolePage(strata).removeContainers());
test.use({ baseURL: async ({ baseURL: _ }, use) => await use(url) });

/** Runs the image that was built, reads its log, and opens a shell in it. */
async function runAndEnter(page: Page): Promise<void> {
  const ui = new ConsolePage(new StrataPage(page));
  await ui.runImage({ Name: "there", Command: "sh -c 'echo ready on an engine; sleep 300'" });
  await ui.listContainers();
  const row = ui.container("there, running");
  await row.getByRole("button", { name: "Log" }).click();
  await ui.expect("ready on an engine");
  await ui.listContainers();
  await row.getByRole("button", { name: "Open shell" }).click();
  await ui.expect("#");
  await ui.run("echo shell-$((40 + 2))");
  await ui.expect("shell-42");
}

test("without the sandbox, an image runs on the Docker engine: its log shows, and exec gives a shell", async ({
  page,
  strata,
}) => {
  expect(health.containers).toMatchObject({ runtime: "docker", available: true });
  await strata.openWith({ Dockerfile: "FROM busybox\nCOPY Dockerfile /here\n" });
  await strata.build();
  await runAndEnter(page);
});

test("without the sandbox, the first example builds and runs on the Docker engine", async ({ page, strata }) => {
  const canRun = health.builders.some(({ run, available }) => run && available);
  test.skip(!canRun, "NOT TESTED HERE: no builder of this server can RUN without the sandbox");
  test.setTimeout(120_000);
  await strata.open();
  await strata.openExample("Hello, layers");
  await strata.build();
  await runAndEnter(page);
});
