import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ConsolePage } from "./pages/consolePage.ts";
import { expect, test } from "./pages/test.ts";

/** Stopped at once: httpd, as process 1, would ignore SIGTERM for the whole grace time. */
const WEB = `FROM busybox
STOPSIGNAL SIGKILL
RUN mkdir /www && echo '<h1>Hello from a container</h1>' > /www/index.html
EXPOSE 8000
CMD ["httpd", "-f", "-v", "-p", "8000", "-h", "/www"]
`;

test.beforeEach(({ strata }) => new ConsolePage(strata).removeContainers());

test("an image is run, its page opens in a new tab, its log is read, and it is stopped and removed", async ({
  page,
  strata,
}) => {
  const ui = new ConsolePage(strata);
  await strata.openWith({ Dockerfile: WEB });
  await strata.build();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByLabel("Command", { exact: true })).toHaveValue("httpd -f -v -p 8000 -h /www");
  await page.getByLabel("Name", { exact: true }).fill("web");
  await page.getByLabel("Ports", { exact: true }).fill("8000");
  await expect(page.getByText("docker run -d --name web -p 8000 test")).toBeVisible();
  await page.keyboard.press("Enter");

  const row = ui.container("web, running");
  await expect(row).toContainText("200 OK <h1>Hello from a container</h1>");
  await expect(strata.tab(/^Console/)).toContainText("web");
  const link = row.getByRole("link");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(link, "not the page's own localhost, whose cookies it would get").toHaveAttribute(
    "href",
    /^http:\/\/127\.0\.0\.1:\d+$/,
  );
  const opening = page.waitForEvent("popup");
  await link.click();
  const opened = await opening;
  await expect(opened.getByRole("heading")).toHaveText("Hello from a container");
  await opened.close();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByLabel("Command", { exact: true })).toBeVisible();
  expect(await faults(page, "[data-pane=log]", "[role=dialog]")).toEqual([]);
  await page.keyboard.press("Escape");

  await row.getByRole("button", { name: "Log" }).click();
  await ui.expect("response:200");
  await ui.listContainers();
  await row.getByRole("button", { name: "Stop" }).click();
  await expect(ui.container("web, exited")).toBeVisible();
  await ui.chooseInMenu("web", "Remove…");
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("No containers yet")).toBeVisible();
});

test("a file made inside is in the writable layer, commit makes it a layer, and the layer goes with its container", async ({
  page,
  strata,
}) => {
  const ui = new ConsolePage(strata);
  await strata.openWith({ Dockerfile: 'FROM busybox\nCMD ["sh"]\n' });
  await strata.build();
  await ui.runImage({ Name: "sample" });
  await ui.expect("#");
  await ui.run("echo inside > /made-inside");
  await strata.layer(/^Writable layer of sample, running, .*1 added/).click();
  await expect(page.getByRole("treeitem", { name: /made-inside/ })).toBeVisible();
  expect(await faults(page, "[data-pane=log]", "[data-pane=result]")).toEqual([]);

  await page.getByRole("button", { name: "Commit…" }).click();
  await page.getByRole("dialog").getByLabel("Tag").fill("sample:1");
  await page.getByRole("dialog").getByLabel("Message").fill("added file");
  await expect(page.getByText("docker commit -m 'added file' sample sample:1")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^sample:1/ })).toBeVisible();
  await expect(strata.layer(/^Writable layer/)).toHaveCount(0);
  await strata.layers.getByRole("option").last().click();
  await expect(page.getByRole("treeitem", { name: /made-inside/ })).toBeVisible();

  await ui.listContainers();
  await ui.chooseInMenu("sample", "Show writable layer");
  await expect(strata.layer(/^Writable layer of sample/)).toBeVisible();
  await ui.chooseInMenu("sample", "Remove…");
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(strata.layer(/^Writable layer/)).toHaveCount(0);
});

test("a failed RUN offers a shell on the files before it, with the command ready to be edited", async ({
  page,
  strata,
}) => {
  const ui = new ConsolePage(strata);
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo fine > /before\nRUN cat /missing\n" });
  await strata.build();
  await page.getByRole("button", { name: "Open a shell here" }).click();
  await ui.expect(/# cat \/missing/);
  await page.keyboard.press("Enter");
  await ui.expect("can't open '/missing'");
  await ui.run("cat /before");
  await ui.expect("fine");
});

test("what is wrong with the form of Run is said before anything runs", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await strata.build();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByLabel("Ports", { exact: true }).fill("http");
  const form = page.getByRole("dialog", { name: "Run this image" });
  await expect(form.getByRole("alert")).toContainText("“http” is not a port");
  await page.getByLabel("Ports", { exact: true }).fill("");
  await page.getByLabel("Command", { exact: true }).fill("no-such-command");
  await page.getByLabel("In the background").check();
  await form.getByRole("button", { name: "Run", exact: true }).click();
  await expect(form.getByRole("alert")).toContainText("Container could not be started");
});

/** What is not accessible, in both themes. */
async function faults(page: Page, ...views: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include(views.join(", ")).analyze();
    found.push(...violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`));
  }
  return found;
}
