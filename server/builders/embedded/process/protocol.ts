import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { Lack } from "#contract/builderChoice.ts";
import type { BuilderDescription } from "#contract/health.ts";
import type { Forecast } from "#contract/plan.ts";
import type { Problem } from "#contract/problem.ts";
import type { RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import type { SandboxUse } from "#server/sandbox/executor/createExecutor.ts";
import type { BuildJob, PlanJob, RunningEvent, SweepReport, SweepRequest } from "../../builder.ts";

/** The settings that the server passes to its builder processes; sizes in bytes, times in seconds. */
export interface BuilderSettings {
  readonly dataDir: string;
  readonly registry: RegistrySettings;
  /** What RUN and ADD can reach, and extra addresses or hosts if that is `filtered`. */
  readonly network: { readonly mode: "none" | "filtered" | "host"; readonly allow: readonly string[] };
  /** Absent: `auto`. */
  readonly sandbox?: SandboxUse;
  /** The socket of an SSH agent for builds. */
  readonly sshAgent?: string | undefined;
  readonly limits: {
    readonly memoryBytes: number;
    readonly processes: number;
    readonly diskBytes: number;
    readonly outputBytes: number;
    readonly cpus: number;
    readonly cpuSeconds?: number;
    readonly seconds: number;
  };
}

/** From the server to a builder process. One build at a time. */
export type ToWorker =
  | { readonly type: "open"; readonly settings: BuilderSettings }
  | { readonly type: "describe" }
  | { readonly type: "lacks"; readonly job: BuildJob }
  | { readonly type: "build"; readonly job: BuildJob }
  | { readonly type: "plan"; readonly job: PlanJob }
  | { readonly type: "sweep"; readonly request: SweepRequest }
  /** Cancels the build or the sweep. */
  | { readonly type: "abort" };

/** From a builder process to the server. */
export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "description"; readonly description: BuilderDescription }
  | { readonly type: "lack"; readonly lack: Lack | undefined }
  /** Events in order, one or more. */
  | { readonly type: "events"; readonly events: readonly RunningEvent[] }
  | { readonly type: "finished"; readonly event: FinishedEvent }
  | { readonly type: "forecast"; readonly result: { readonly forecast: Forecast } | { readonly problem: Problem } }
  | { readonly type: "swept"; readonly report: SweepReport }
  /** An unexpected error; the process continues. */
  | { readonly type: "failed"; readonly message: string; readonly stack: string | undefined };
