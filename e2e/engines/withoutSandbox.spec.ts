import type { Page } from "@playwright/test";
import type { Health } from "../../contract/health.ts";
import { testSockets } from "../../server/docker/testEngines.ts";
import { ConsolePage } from "../pages/consolePage.ts";
import { type OwnServer, startOwnServer } from "../pages/ownServer.ts";
import { StrataPage } from "../pages/strataPage.ts";
import { expect, test } from "../pages/test.ts";

/** As on macOS: the server may not use its sandbox, and a Docker engine is at hand. */
const [engine] = testSockets();
test.skip(!engine, "NOT TESTED HERE: no Docker engine (set STRATA_TEST_ENGINES=/path/of/a.sock)");

let server: OwnServer | undefined;
let health: Health;

test.beforeAll(async ({ playwright }) => {
  server = await startOwnServer(playwright.request, {
    STRATA_SANDBOX: "no",
    DOCKER_HOST: `unix://${engine}`,
    STRATA_DOCKER_CLI: process.env.STRATA_TEST_DOCKER_CLI ?? "docker",
  });
  const request = await playwright.request.newContext();
  health = await (await request.get(`${server.url}/api/health`)).json();
  await request.dispose();
});
test.afterAll(() => server?.close());
// An engine keeps what is not removed.
test.afterEach(({ strata }) => new ConsolePage(strata).removeContainers());
test.use({ baseURL: async ({ baseURL: _ }, use) => await use(server?.url) });

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
  test.setTimeout(120_000);
  await expect
    .poll(async () => {
      const { builders }: Health = await (await page.request.get("/api/health")).json();
      return builders.some(({ run, available }) => run && available);
    })
    .toBe(true);
  await strata.open();
  await strata.openExample("Hello, layers");
  await expect(strata.workspace("hello-world")).toBeVisible();
  await strata.build();
  await runAndEnter(page);
});
