import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of another origin with frames of these URLs; `close` ends it. */
export async function framingPage(urls: readonly string[]): Promise<{ readonly url: string; close: () => void }> {
  const frames = urls.map((url) => `<iframe src="${url}" width="820" height="560"></iframe>`).join("");
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end(`<!doctype html><title>Elsewhere</title>${frames}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
