import { type APIRequestContext, expect, test } from "@playwright/test";

/** Bytes, as they travel gzipped. */
const kB = 1000;

async function gzipped(request: APIRequestContext, url: string): Promise<number> {
  const answer = await request.head(url, { headers: { "accept-encoding": "gzip" } });
  return Number(answer.headers()["content-length"]);
}

/** The scripts that a page asks for by itself: those its HTML names, which name all they import. */
async function scriptsOf(request: APIRequestContext, page: string): Promise<readonly string[]> {
  const html = await (await request.get(page)).text();
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].flatMap(([, url]) => url ?? []);
}

test("the first page starts with at most 160 kB of scripts, in few files", async ({ request }) => {
  const scripts = await scriptsOf(request, "/");
  const sizes = await Promise.all(scripts.map((url) => gzipped(request, url)));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(160 * kB);
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.length).toBeLessThan(12);
});

test("nothing else is loaded before the first page can be typed into, and the editor has at most 780 kB", async ({
  page,
  request,
}) => {
  const named = new Set(await scriptsOf(request, "/"));
  const asked: string[] = [];
  page.on("request", (one) => {
    const { pathname } = new URL(one.url());
    if (pathname.endsWith(".js") && pathname.startsWith("/assets/")) asked.push(pathname);
  });
  await page.goto("/");
  await page.locator(".view-lines").waitFor();
  const editor = asked.find((url) => url.includes("/editor.api"));
  expect(editor).toBeDefined();
  expect(await gzipped(request, editor ?? "")).toBeLessThan(780 * kB);
  expect(asked.slice(0, named.size).every((url) => named.has(url))).toBe(true);
});
