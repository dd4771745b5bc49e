import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { problemError } from "#contract/problemError.ts";
import { buildFamilies } from "#server/metrics/buildFamilies.ts";
import { Counter } from "#server/metrics/families.ts";
import { serverFamilies } from "#server/metrics/serverFamilies.ts";
import { isFromHere } from "../access/fromHere.ts";
import type { Services } from "../base/services.ts";
import { EventLoopMonitor } from "./eventLoopDelay.ts";

export interface MetricsOptions {
  /** `loopback`: for programs on this machine; `yes`: also for others that send the word. */
  readonly use: "no" | "loopback" | "yes";
  readonly word?: string;
}

/** Not below /api: it is no part of what people and learners use. */
const METRICS_PATH = "/metrics";

/** Counts all requests, and serves all numbers in Prometheus' text format. Comes before the routes. */
export function addMetrics(app: FastifyInstance, services: Services, options: MetricsOptions): void {
  if (options.use === "no") return;
  const requests = new Counter("strata_http_requests_total", "Requests, by method, route, and status.");
  app.addHook("onResponse", async (request, { statusCode }) => {
    // Only what a route has is a label: an address that there isn't could be any.
    const route = request.routeOptions.url ?? "none";
    const method = route === "none" ? "any" : request.method;
    requests.add({ method, route, status: String(statusCode) });
  });
  const loop = new EventLoopMonitor();
  app.addHook("onClose", async () => loop.close());
  const { version, builds, rooms, streams, facts } = services;
  const families = [
    ...buildFamilies(builds),
    ...serverFamilies({
      version,
      ...facts,
      rooms: () => rooms?.counts() ?? { rooms: 0, members: 0 },
      eventStreams: () => streams.open,
      eventLoopDelay: () => loop.delay(),
    }),
    requests,
  ];
  app.get(METRICS_PATH, { schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request, options)) throw notFound();
    reply.header("cache-control", "no-store").type("text/plain; version=0.0.4; charset=utf-8");
    return families.map((family) => family.render()).join("");
  });
}

function notFound() {
  return problemError("request/not-found", "Metrics are for programs on this machine.", {
    next: "Elsewhere, set STRATA_METRICS=yes, and send STRATA_METRICS_WORD as a bearer token.",
  });
}

function mayRead(request: FastifyRequest, { use, word }: MetricsOptions): boolean {
  if (isFromHere(request)) return true;
  const given = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return use === "yes" && word !== undefined && given !== undefined && isSame(given, word);
}

/** Takes the same time, however much of it is right. */
function isSame(given: string, word: string): boolean {
  const [a, b] = [given, word].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
