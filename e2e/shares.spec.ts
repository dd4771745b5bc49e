import { gzipSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { framingPage } from "./pages/framingPage.ts";
import { traceMainThread } from "./pages/mainThread.ts";
import { StrataPage } from "./pages/strataPage.ts";
import { expect, test } from "./pages/test.ts";

const FILES = { Dockerfile: "FROM busybox\nCOPY note.txt /\nRUN echo made > /made\n", "note.txt": "a note\n" };
/** Scripts and styles of the page for frames, gzipped. */
const EMBED_BYTES = 150_000;

/** Shares what is on the page; the link. */
async function share(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  return page.getByLabel("Link", { exact: true }).inputValue();
}

test("a shared build opens elsewhere without a build, becomes one's own by typing, and is removed", async ({
  browser,
  page,
  strata,
}) => {
  await strata.openWith(FILES, { tag: "shared" });
  await strata.build();
  const link = await share(page);
  expect(await new AxeBuilder({ page }).include("[role=dialog]").analyze()).toMatchObject({ violations: [] });

  const context = await browser.newContext();
  const other = await context.newPage();
  const asked = requestsOf(other);
  await other.goto(link);
  const reader = new StrataPage(other);
  await expect(other.getByText(/^A shared copy of test, from /)).toBeVisible();
  await expect(reader.layer(/^RUN/)).toBeVisible();
  await expect(reader.log).toContainText("RUN echo made");
  await other.getByRole("tab", { name: "History" }).click();
  await expect(other.getByRole("cell", { name: /echo made/ })).toBeVisible();
  await other.getByRole("tab", { name: "Files", exact: true }).click();
  await expect(other.getByRole("treeitem", { name: /^made/ })).toBeVisible();
  await other.getByRole("tab", { name: "Layers" }).click();
  expect(asked.filter((request) => /^(POST|PUT|DELETE) /.test(request) && !request.includes("/api/check"))).toEqual([]);
  // In a second, with the page's own files in the browser's cache: the time of its thread, whatever else the machine does.
  const tasks = await traceMainThread(other, async () => {
    await other.reload({ waitUntil: "commit" });
    await reader.layer(/^RUN/).waitFor();
  });
  expect(tasks.reduce((sum, time) => sum + time, 0)).toBeLessThan(1000);

  await reader.goToLine(3);
  await other.keyboard.type("\nENV MINE=1");
  await expect(other).toHaveURL(/\/w\//);
  await expect(reader.editor).toContainText("ENV MINE=1");
  await expect(other.getByText(/^A shared copy/)).toBeHidden();
  await expect(reader.layer(/^RUN/)).toBeVisible();
  await other.reload();
  await expect(reader.editor).toContainText("ENV MINE=1");
  // Until there is a build of these files, the shared one is shown.
  await expect(reader.layer(/^RUN/)).toBeVisible();
  await expect(reader.log).toContainText("RUN echo made");
  await reader.removeWorkspace();
  await context.close();

  await page.getByText("My shares").click();
  await page.getByRole("button", { name: "Remove the share of test" }).first().click();
  await expect(page.getByRole("button", { name: "Create link" })).toBeVisible();
  expect((await page.request.get(link.replace("/s/", "/api/shares/"))).status()).toBe(404);
});

test("a share is framed by a page of another origin, which nothing else is", async ({ browser, page, strata }) => {
  await strata.openWith(FILES, { tag: "framed" });
  await strata.build();
  const link = await share(page);
  const embed = link.replace("/s/", "/embed/");
  const elsewhere = await framingPage([embed, link, new URL("/", link).href]);
  const context = await browser.newContext({ colorScheme: "dark" });
  const reader = await context.newPage();
  const weighed = weigh(reader);
  await reader.goto(elsewhere.url);
  const frame = reader.frameLocator("iframe").nth(0);
  await expect(frame.getByRole("listitem").filter({ hasText: "RUN" }).first()).toBeVisible();
  await expect(frame.getByRole("region", { name: "Dockerfile" })).toContainText("COPY note.txt /");
  await expect(frame.getByRole("link", { name: /Open in Strata/ })).toHaveAttribute("href", new URL(link).pathname);
  const isRefused = () => reader.frames().map((each) => each.url().startsWith("chrome-error:"));
  await expect.poll(isRefused).toEqual([false, false, true, true]);
  expect(await weighed()).toBeLessThan(EMBED_BYTES);
  expect(await context.cookies()).toEqual([]);
  elsewhere.close();
  await expectAccessible(context, embed);
  await context.close();
});

async function expectAccessible(context: BrowserContext, embed: string): Promise<void> {
  for (const theme of ["light", "dark"]) {
    const page = await context.newPage();
    await page.goto(`${embed}?theme=${theme}`);
    await expect(page.getByRole("region", { name: "Layers" })).toBeVisible();
    expect(await new AxeBuilder({ page }).analyze()).toMatchObject({ violations: [] });
    await page.close();
  }
}

function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
  return asked;
}

/** Bytes of all scripts and styles that a page loads, gzipped. */
function weigh(page: Page): () => Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (/\.(?:js|css)$/.test(new URL(response.url()).pathname)) bodies.push(response.body());
  });
  return async () => (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
}
