import type { ContainerConfig } from "#contract/image.ts";
import type { Platform } from "#contract/names/platform.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { parseSyntax } from "../syntax/parseSyntax.ts";
import type { PlanImage } from "./buildPlan.ts";
import { planBuild } from "./planBuild.ts";
import type { PlanOptions } from "./planOptions.ts";
import { resolveForBuild } from "./resolveForBuild.ts";

export type ChangedConfig =
  | { readonly ok: true; readonly config: ContainerConfig }
  | { readonly ok: false; readonly problem: Problem };

/** The instructions that `docker commit --change` and `docker import --change` take (moby's validCommitCommands). */
const ALLOWED = new Set(
  "CMD ENTRYPOINT HEALTHCHECK ENV EXPOSE LABEL ONBUILD STOPSIGNAL USER VOLUME WORKDIR".split(" "),
);
const BASE = "committed";
const PLATFORM: Platform = { os: "linux", architecture: "amd64" };
const OPTIONS: PlanOptions = {
  target: undefined,
  buildArgs: {},
  network: "default",
  platform: PLATFORM,
  buildPlatform: PLATFORM,
};

/**
 * A container's configuration after the instructions of `--change`, as if they followed a FROM. Triggers and the shell of
 * the image it came from are not a container's: they are not kept. The first mistake is returned, in Docker's words.
 */
export function changeConfig(container: ContainerConfig, changes: readonly string[]): ChangedConfig {
  const { OnBuild: _triggers, Shell: _shell, ...config } = container;
  if (changes.length === 0) return { ok: true, config };
  const text = changes.join("\n");
  const refused = refusedWord(text);
  if (refused !== undefined) return { ok: false, problem: refused };
  const dockerfile = parseDockerfile(`FROM ${BASE}\n${text}`);
  const [mistake] = dockerfile.mistakes;
  if (mistake !== undefined) return { ok: false, problem: invalid(mistake.message, mistake.next) };
  const resolved = resolveForBuild(dockerfile, OPTIONS);
  const images = new Map([[`${BASE} linux/amd64`, baseImage(config)]]);
  const planned = planBuild(resolved, OPTIONS, images);
  if (planned.kind === "failed") return { ok: false, problem: invalid(planned.problem.detail, planned.problem.next) };
  const target = planned.kind === "planned" ? planned.plan.stages.get(planned.plan.target) : undefined;
  if (target === undefined) throw new Error("the changes were not planned");
  // BuildKit's mark of a CMD, which the engine does not make.
  const { ArgsEscaped: _mark, ...changed } = target.state.config;
  return { ok: true, config: changed };
}

function refusedWord(text: string): Problem | undefined {
  const { statements } = parseSyntax(text);
  if (statements.length === 0) return invalid("file with no instructions");
  const refused = statements.find(({ head }) => !ALLOWED.has(head.keyword.text.toUpperCase()));
  if (refused === undefined) return undefined;
  const list = [...ALLOWED].join(", ");
  return invalid(`${refused.head.keyword.text} is not a valid change command`, `These instructions are: ${list}.`);
}

function invalid(detail: string, next?: string): Problem {
  return problem("container/invalid", detail, next === undefined ? {} : { next });
}

function baseImage(config: ContainerConfig): PlanImage {
  const rootfs = { type: "layers" as const, diff_ids: [] };
  return { name: BASE, layers: [], config: { ...PLATFORM, rootfs, config } };
}
