import type { ImageConfig } from "#contract/image.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import type { CopyOperation, RunOperation } from "../steps/operation.ts";
import type { PlanImage } from "./buildPlan.ts";
import { planBuild } from "./planBuild.ts";
import type { PlanOptions } from "./planOptions.ts";
import { resolveForBuild } from "./resolveForBuild.ts";

export const amd64 = { os: "linux", architecture: "amd64" };
const options: PlanOptions = {
  target: undefined,
  buildArgs: {},
  network: "default",
  platform: amd64,
  buildPlatform: amd64,
};

export function image(config: ImageConfig["config"] = {}): PlanImage {
  const shared = { architecture: "amd64", os: "linux", rootfs: { type: "layers" as const, diff_ids: [] }, history: [] };
  return { name: "busybox", layers: [], config: { ...shared, config } };
}

const images = new Map([["busybox linux/amd64", image({ Env: ["PATH=/bin"], Cmd: ["sh"] })]]);

export function planned(text: string, given: Partial<PlanOptions> = {}, at: ReadonlyMap<string, PlanImage> = images) {
  const asked = { ...options, ...given };
  return planBuild(resolveForBuild(parseDockerfile(text), asked), asked, at);
}

export function plan(text: string, given: Partial<PlanOptions> = {}, at = images) {
  const result = planned(text, given, at);
  if (result.kind !== "planned") throw new Error(JSON.stringify(result));
  const target = result.plan.stages.get(result.plan.target);
  if (target === undefined) throw new Error("no target");
  return { plan: result.plan, target, config: target.state.config };
}

export function problemOf(text: string, given: Partial<PlanOptions> = {}) {
  const result = planned(text, given);
  return result.kind === "failed" ? result.problem : undefined;
}

export function historyOf(text: string, given: Partial<PlanOptions> = {}) {
  return plan(text, given).target.state.history.map((row) => row.created_by);
}

export function run(text: string, given: Partial<PlanOptions> = {}): RunOperation {
  const operation = plan(text, given).target.steps.find((step) => step.operation.kind === "run")?.operation;
  if (operation?.kind !== "run") throw new Error("no RUN");
  return operation;
}

export function copy(text: string): CopyOperation {
  const operation = plan(text).target.steps.find((step) => step.operation.kind === "copy")?.operation;
  if (operation?.kind !== "copy") throw new Error("no COPY");
  return operation;
}
