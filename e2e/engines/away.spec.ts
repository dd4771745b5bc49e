import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type RemoteBuildKit, serveRemoteBuildKit } from "../../server/builders/buildkit/remoteBuildKit.ts";
import { testSockets } from "../../server/docker/testEngines.ts";
import { freePort } from "../pages/freePort.ts";
import { type OwnServer, startOwnServer } from "../pages/ownServer.ts";
import { StrataPage } from "../pages/strataPage.ts";
import { expect, test } from "../pages/test.ts";

const [, engine] = testSockets();
test.skip(engine === undefined, "SKIPPED: STRATA_TEST_ENGINES names no second engine: no builder that goes away");

let server: OwnServer | undefined;
let remote: RemoteBuildKit | undefined;
let folder: string;
let port: number;

test.beforeAll(async ({ playwright }) => {
  port = await freePort();
  remote = await serveRemoteBuildKit(engine ?? "", { port });
  folder = mkdtempSync(path.join(tmpdir(), "strata-e2e-away-"));
  const file = path.join(folder, "builders.yaml");
  writeFileSync(file, `builders:\n  - { name: far, driver: remote, endpoint: "tcp://127.0.0.1:${port}" }\n`);
  server = await startOwnServer(playwright.request, {
    STRATA_BUILDERS: file,
    STRATA_DOCKER_CLI: process.env.STRATA_TEST_DOCKER_CLI ?? "docker",
  });
});
test.afterAll(async () => {
  await server?.close();
  await remote?.close();
  rmSync(folder, { recursive: true });
});
test.use({ baseURL: async ({ baseURL: _ }, use) => await use(server?.url) });

/** It is asked in growing pauses, and on a loaded machine its answer takes a while. */
const PATIENT = { timeout: 45_000 };

test("a builder that goes during a build, and comes back, is told without a reload", async ({ page }) => {
  const strata = new StrataPage(page);
  await strata.openWith(
    { Dockerfile: `FROM busybox AS a\nRUN echo begun ${Date.now()}; sleep 300\nFROM busybox\nCOPY --from=a / /\n` },
    { builder: "far" },
  );
  await expect(page.getByRole("button", { name: "far builder", exact: true })).toBeVisible(PATIENT);
  await strata.buildButton.click();
  await expect(strata.log).toContainText("begun");
  // The image of the second stage is that of the first, which BuildKit tells of once.
  await expect(strata.layer(/^FROM/)).toBeVisible();
  await expect(strata.layer(/^FROM.*planned/)).toHaveCount(0);
  remote?.vanish();
  await expect(strata.log.getByRole("alert")).toContainText("Builder unreachable");
  await expect(page.getByRole("button", { name: "far builder unavailable" })).toBeVisible({ timeout: 5000 });
  remote = await serveRemoteBuildKit(engine ?? "", { port });
  await expect(page.getByRole("button", { name: "far builder", exact: true })).toBeVisible(PATIENT);
});
