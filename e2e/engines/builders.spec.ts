import type { Browser, Page } from "@playwright/test";
import type { Build } from "../../contract/build.ts";
import type { Health } from "../../contract/health.ts";
import { faultsIn } from "../pages/faults.ts";
import { type OwnServer, startOwnServer } from "../pages/ownServer.ts";
import { StrataPage } from "../pages/strataPage.ts";
import { expect, test } from "../pages/test.ts";
import { ENGINES_AT_HAND, type ReachedEngine } from "./enginesAtHand.ts";

/** The engine keeps what earlier runs built: this one builds something else. */
const WORDS = `hello from BuildKit at ${Date.now()}`;
const DOCKERFILE = "FROM busybox\nCOPY app.txt /app.txt\nRUN cat /app.txt; echo made > /made\nENV PORT=8080\n";

for (const { what, driver, socket, reach } of ENGINES_AT_HAND)
  test.describe(`with ${what} at hand`, () => {
    test.skip(
      socket === undefined,
      `SKIPPED: STRATA_TEST_ENGINES names no engine for it: no build with ${what} in a browser`,
    );

    let server: OwnServer;
    let reached: ReachedEngine;
    let builder: string;
    test.beforeAll(async ({ playwright, request }) => {
      reached = await reach(socket ?? "");
      server = await startOwnServer(playwright.request, {
        ...reached.env,
        STRATA_DOCKER_CLI: process.env.STRATA_TEST_DOCKER_CLI ?? "docker",
      });
      await expect
        .poll(async () => {
          const health: Health = await (await request.get(`${server.url}/api/health`)).json();
          builder = health.builders.find(({ kind, available }) => kind === "buildkit" && available)?.id ?? "";
          return builder;
        })
        .not.toBe("");
    });
    test.afterAll(async () => {
      await server.close();
      await reached.close();
    });

    const openAt = async (page: Page, files: Record<string, string>): Promise<StrataPage> => {
      const strata = new StrataPage(page);
      await strata.openWith(files);
      return strata;
    };
    const newPage = async (browser: Browser): Promise<Page> =>
      await (await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } })).newPage();

    test("a person chooses BuildKit by keyboard, builds, and sees lines, log, and layers belong together", async ({
      browser,
    }) => {
      const page = await newPage(browser);
      const strata = await openAt(page, { Dockerfile: DOCKERFILE, "app.txt": `${WORDS}\n` });
      await page.getByRole("button", { name: "embedded builder" }).focus();
      await page.keyboard.press("Enter");
      const list = page.getByRole("dialog", { name: "Builder of this workspace" });
      await expect(list.getByRole("radio", { name: new RegExp(builder) })).toBeVisible();
      await expect(list).toContainText(new RegExp(`BuildKit .*\\(${driver}\\)`));
      expect(await faultsIn(page, "light")).toEqual([]);
      await list.getByRole("radio", { name: /^Automatic/ }).focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await expect(list.getByRole("radio", { name: new RegExp(`^${builder}`) })).toBeChecked();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("button", { name: `${builder} builder` })).toBeFocused();
      await page.keyboard.press("ControlOrMeta+Enter");
      await strata.untilFinished();
      await expect(strata.log).toContainText(WORDS);
      await expect(page.getByText(new RegExp(`steps cached · ${builder}`))).toBeVisible();
      await expect(strata.layers.getByRole("option", { name: /^RUN/ })).toBeVisible();
      await strata.layers.getByRole("option", { name: /^RUN/ }).click();
      await expect(page.getByText("Ln 3, Col 1")).toBeVisible();
      await expect(strata.nextBuild).toContainText("all cached");
      await page.context().close();
    });

    test("Live builds on BuildKit, and a RUN that never ran there waits for the person", async ({ browser }) => {
      const page = await newPage(browser);
      const strata = await openAt(page, { Dockerfile: `FROM busybox\nRUN echo live ${WORDS}\nENV PORT=8080\n` });
      await choose(page, builder);
      await strata.build();
      await page.keyboard.press("Control+Alt+Enter");
      const live = page.getByRole("region", { name: "Live", exact: true });
      await expect(live).toHaveText("Live: up to date");
      await page.keyboard.press("Control+2");
      await page.keyboard.press("ControlOrMeta+End");
      await page.keyboard.type("LABEL by=ada\n");
      await expect(strata.layer(/^LABEL by=ada/)).toBeVisible();
      await page.keyboard.type(`RUN echo new ${WORDS}`);
      await expect(live).toContainText("Line 5 would run, and has not run before.");
      await live.getByRole("button", { name: "Run it" }).click();
      await expect(strata.layer(/^RUN echo new/)).toBeVisible();
      await page.context().close();
    });

    test("a command that fails on BuildKit is shown at its line, with its exit code", async ({ browser }) => {
      const page = await newPage(browser);
      const strata = await openAt(page, { Dockerfile: "FROM busybox\nRUN echo last words; exit 7\n" });
      await choose(page, builder);
      await strata.build();
      const alert = strata.log.getByRole("alert");
      await expect(alert).toContainText("exit code 7");
      await expect(alert.getByRole("button", { name: "Go to line 2" })).toBeVisible();
      await page.context().close();
    });

    test("a reload during a build picks up its log, and Cancel ends it", async ({ browser, request }) => {
      const page = await newPage(browser);
      const strata = await openAt(page, { Dockerfile: "FROM busybox\nRUN echo begun; sleep 300\n" });
      await choose(page, builder);
      await strata.buildButton.click();
      await expect(strata.log).toContainText("begun");
      await page.reload();
      await expect(strata.log).toContainText("begun");
      const canceling = page.waitForRequest((sent) => sent.method() === "DELETE");
      await strata.cancelButton.click();
      const url = (await canceling).url();
      const asked = Date.now();
      await expect(strata.status(/Build canceled/)).toBeAttached();
      // Of the server: how fast a page is on a loaded machine is another question.
      const { finishedAt = Number.POSITIVE_INFINITY }: Build = await (await request.get(url)).json();
      expect(finishedAt - asked).toBeLessThan(2000);
      await page.context().close();
    });

    // Once is enough: what is compared is the same.
    if (driver !== "docker") return;
    test("an image for two platforms is one in the list, and a person switches between them", async ({ browser }) => {
      test.skip(driver !== "docker", "Once is enough: what is kept of an index is the same.");
      const page = await newPage(browser);
      const strata = new StrataPage(page);
      const Dockerfile = "FROM scratch\nARG TARGETVARIANT\nCOPY app$TARGETVARIANT /app\n";
      await strata.openWith({ Dockerfile, app: "for all\n", appv2: "for v2\n" }, { tag: "both:1" });
      await choose(page, builder);
      await page.getByRole("button", { name: /Build settings/ }).click();
      // What every machine with the first can build for.
      for (const name of ["linux/amd64", "linux/amd64/v2"])
        await page.getByRole("checkbox", { name, exact: true }).check();
      await page.keyboard.press("Escape");
      await strata.build();
      await page.getByRole("button", { name: /earlier builds and images/ }).click();
      await page.getByRole("button", { name: /All images/ }).click();
      const list = page.getByRole("dialog", { name: "Images" });
      await expect(list.getByText("2 platforms")).toHaveCount(1);
      expect(await faultsIn(page, "light")).toEqual([]);
      await list.getByRole("button", { name: /^both/ }).click();
      const platform = page.getByRole("combobox", { name: "Platform" });
      await platform.selectOption("linux/amd64/v2");
      await expect(strata.layers.getByRole("option", { name: /^COPY appv2 / })).toBeVisible();
      await platform.selectOption("linux/amd64");
      await expect(strata.layers.getByRole("option", { name: /^COPY app / })).toBeVisible();
      await page.context().close();
    });

    test("Automatic names the builder that a # syntax line leads to, and why it can't build with both", async ({
      browser,
    }) => {
      const page = await newPage(browser);
      await openAt(page, { Dockerfile: "# syntax=registry.example.org/other:1\nFROM busybox\n" });
      await page.getByRole("button", { name: `${builder} builder` }).click();
      const list = page.getByRole("dialog", { name: "Builder of this workspace" });
      const clause = "embedded can't use the frontend registry.example.org/other:1 (line 1).";
      await expect(list.getByRole("radio", { name: /^Automatic/ })).toBeChecked();
      await expect(list).toContainText(`Goes to ${builder}, because ${clause}`);
      await expect(list).toContainText(`Can't build with both: ${clause}`);
      expect(await faultsIn(page, "light")).toEqual([]);
      await page.context().close();
    });

    test("the same Dockerfile is built with both builders, and what they made is compared", async ({ browser }) => {
      const page = await newPage(browser);
      await openAt(page, { Dockerfile: DOCKERFILE, "app.txt": `the same as ${WORDS}\n` });
      await page.getByRole("button", { name: /builder$/ }).click();
      await page.getByRole("button", { name: "Build with both" }).click();
      const verdict = page.getByText(/built the same image/);
      await expect(verdict).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText("Configuration, history, and files are equal.")).toBeVisible();
      expect(await faultsIn(page, "dark")).toEqual([]);
      await page.context().close();
    });
  });

async function choose(page: Page, builder: string): Promise<void> {
  await page.getByRole("button", { name: /builder$/ }).click();
  await page.getByRole("radio", { name: new RegExp(`^${builder}`) }).check();
  await page.keyboard.press("Escape");
}
