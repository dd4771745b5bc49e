import type { Diagnostic } from "#contract/diagnostic.ts";
import { type Platform, parsePlatform } from "#contract/names/platform.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { type Mistake, mistakeDiagnostic } from "../syntax/mistake.ts";
import { findTarget } from "./findTarget.ts";
import { type GlobalArgs, readGlobalArgs } from "./globalArgs.ts";
import { platformArgs } from "./predefinedArgs.ts";
import { readBase } from "./readBase.ts";
import type { ResolvedStage, StageBase } from "./resolvedStage.ts";
import { findCircle, reachableFrom } from "./stageGraph.ts";
import { readSources } from "./stageSources.ts";
import { atFrom, triggersOf } from "./triggers.ts";

export interface ResolveOptions {
  /** Name of the stage to build; the last where absent. */
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Platform to build for. */
  readonly platform?: string;
  /** Platform of the machine that builds; linux/amd64 where absent. */
  readonly buildPlatform?: string;
}

export interface ResolvedStages {
  readonly stages: readonly ResolvedStage[];
  /** Index of the stage to build; undefined if it can't be found. */
  readonly target?: number;
  /** Indices of the stages that the target needs and its own, each after those it needs. */
  readonly reachable: readonly number[];
  readonly globalArgs: GlobalArgs;
  readonly targetPlatform: Platform;
  readonly buildPlatform: Platform;
  /** What BuildKit rejects here, the first first. */
  readonly diagnostics: readonly Diagnostic[];
  readonly mistakes: readonly Mistake[];
}

const LINUX_AMD64: Platform = { os: "linux", architecture: "amd64" };

function platformOr(text: string | undefined, fallback: Platform): Platform {
  if (text === undefined || text === "") return fallback;
  const parsed = parsePlatform(text, fallback);
  return parsed.ok ? parsed.platform : fallback;
}

function isBefore(base: StageBase, index: number): boolean {
  return base.kind === "stage" && base.index < index;
}

/** Which stage starts from what and needs which, for one target, set of arguments and platform. */
export function resolveStages(dockerfile: Dockerfile, options: ResolveOptions = {}): ResolvedStages {
  const { buildArgs = {} } = options;
  const buildPlatform = platformOr(options.buildPlatform, LINUX_AMD64);
  const targetPlatform = platformOr(options.platform, buildPlatform);
  const lastName = dockerfile.stages[dockerfile.stages.length - 1]?.name;
  const predefined = platformArgs({ buildPlatform, targetPlatform, target: options.target || lastName, buildArgs });
  const globalArgs = readGlobalArgs(dockerfile.metaArgs, predefined, buildArgs, dockerfile.escape);
  const mistakes: Mistake[] = [...globalArgs.mistakes];

  const byName = new Map<string, number>();
  const bases = dockerfile.stages.map((stage) => {
    const base = readBase(stage, { globalArgs, byName, host: buildPlatform, escape: dockerfile.escape });
    mistakes.push(...base.mistakes);
    if (stage.name !== undefined) byName.set(stage.name, stage.index);
    return base;
  });
  const target = findTarget(dockerfile, options.target, byName);
  if (typeof target !== "number") mistakes.push(target);
  // Later stages of the same name win here, even later than the instruction: BuildKit looks when all stages are known.
  const lateMistakes: Mistake[] = [];
  const stages = dockerfile.stages.map((stage, index): ResolvedStage => {
    const sources = readSources(stage, dockerfile, byName);
    mistakes.push(...sources.mistakes);
    lateMistakes.push(...sources.lateMistakes);
    const { base = { kind: "scratch" }, platform } = bases[index] ?? {};
    const triggers = base.kind === "stage" ? triggersOf(dockerfile.stages[base.index]) : [];
    const inherited = readSources({ ...stage, instructions: triggers }, dockerfile, byName);
    mistakes.push(...inherited.mistakes.map((mistake) => atFrom(mistake, stage.from)));
    const earlier = inherited.sources.map((source) => source.base).filter((from) => isBefore(from, index));
    const needed = [base, ...sources.sources.map((source) => source.base), ...earlier];
    const dependencies = [...new Set(needed.flatMap((from) => (from.kind === "stage" ? [from.index] : [])))];
    const { name } = stage;
    return {
      index,
      ...(name === undefined ? {} : { name }),
      stage,
      base,
      ...(platform === undefined ? {} : { platform }),
      sources: sources.sources,
      dependencies,
    };
  });
  const circle = findCircle(stages);
  if (circle !== undefined) mistakes.push(circle);
  mistakes.push(...bases.flatMap(({ nameMistake }) => nameMistake ?? []), ...lateMistakes);
  const found = typeof target === "number" ? target : undefined;
  return {
    stages,
    ...(found === undefined ? {} : { target: found }),
    reachable: found === undefined || circle !== undefined ? [] : reachableFrom(stages, found),
    globalArgs,
    targetPlatform,
    buildPlatform,
    diagnostics: mistakes.map(mistakeDiagnostic),
    mistakes,
  };
}
