import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type RunningServer, spawnServer } from "#server/acceptance/runningServer.ts";

const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
});
const exportSchema = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) })),
});

const received: string[] = [];
const collector = createServer((request, response) => {
  let body = "";
  request.on("data", (bytes: Buffer) => {
    body += bytes.toString();
  });
  request.on("end", () => {
    received.push(`${request.url} ${body}`);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
let server: RunningServer;
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  server = await spawnServer({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` } });
});
afterAll(() => collector.close());

test("a collector gets one trace of a build, with what it consisted of, once the server stops at the latest", async () => {
  const { finished } = await server.build({ dockerfileText: "FROM busybox\nENV MINE=my-value\nWORKDIR /my-folder\n" });
  expect(finished).toMatchObject({ state: "done" });
  await server.stop();
  expect(received.every((each) => each.startsWith("/v1/traces "))).toBe(true);
  const spans = received
    .map((each) => exportSchema.parse(JSON.parse(each.slice("/v1/traces ".length))))
    .flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  const [root] = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  expect(root?.name).toBe("build");
  const children = spans.filter(({ parentSpanId }) => parentSpanId === root?.spanId).map(({ name }) => name);
  expect(children).toEqual(["queue", "plan", "FROM", "ENV", "WORKDIR", "export"]);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(received.join("")).not.toMatch(/my-/);
});
