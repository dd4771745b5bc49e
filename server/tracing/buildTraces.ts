import { type Build, buildSchema } from "#contract/build.ts";
import type { BuildService } from "#server/builds/buildService.ts";
import { type BuildSpan, type BuildTrace, buildTrace } from "./buildSpans.ts";

export interface TracingOptions {
  /** Where a collector takes OTLP over HTTP, without the path; undefined: nothing is traced. */
  readonly endpoint: string | undefined;
  readonly version: string;
  readonly builds: Pick<BuildService, "listeners" | "kept">;
  /** Called with what the exporter complains of. */
  readonly onComplaint: (message: string) => void;
}

/** Sends what is left, and ends. */
export interface BuildTraces {
  close(): Promise<void>;
}

const parseBuild = (json: string): Build => buildSchema.parse(JSON.parse(json));

/** Sends a trace of each finished build. The libraries are loaded only for that. */
export async function openBuildTraces(options: TracingOptions): Promise<BuildTraces> {
  const { endpoint, builds } = options;
  if (endpoint === undefined) return { close: async () => undefined };
  const exporter = await openExporter({ ...options, endpoint });
  const unsubscribe = builds.listeners.onState((owner, { id, finishedAt }) => {
    if (finishedAt === undefined) return;
    const trace = buildTrace(parseBuild(builds.kept.text(owner, id)));
    if (trace !== undefined) exporter.send(trace);
  });
  return {
    close: () => {
      unsubscribe();
      return exporter.close();
    },
  };
}

async function openExporter({ endpoint, version, onComplaint }: TracingOptions & { endpoint: string }) {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const ignore = () => undefined;
  const logger = { error: onComplaint, warn: onComplaint, info: ignore, debug: ignore, verbose: ignore };
  api.diag.setLogger(logger, { logLevel: api.DiagLogLevel.WARN, suppressOverrideMessage: true });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "strata", "service.version": version }),
    spanProcessors: [
      new sdk.BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` })),
    ],
  });
  const tracer = provider.getTracer("strata", version);
  const record = ({ name, start, end, attributes, failed }: BuildSpan, parent: typeof api.ROOT_CONTEXT) => {
    const span = tracer.startSpan(name, { startTime: start, attributes }, parent);
    if (failed) span.setStatus({ code: api.SpanStatusCode.ERROR });
    span.end(end);
    return api.trace.setSpan(parent, span);
  };
  return {
    send({ build, parts }: BuildTrace): void {
      const context = record(build, api.ROOT_CONTEXT);
      for (const part of parts) record(part, context);
    },
    close: async () => {
      await provider.shutdown().catch((error: unknown) => onComplaint(String(error)));
      api.diag.disable();
    },
  };
}
