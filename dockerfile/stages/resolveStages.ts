import { type Platform, parsePlatform } from "#contract/names/platform.ts";
import type { Dockerfile, Stage } from "../instructions/parseDockerfile.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { findTarget } from "./findTarget.ts";
import { type GlobalArgs, readGlobalArgs } from "./globalArgs.ts";
import { platformArgs } from "./predefinedArgs.ts";
import { readBase } from "./readBase.ts";
import { type FindNamedContext, type ResolvedStage, type StageBase, standIn } from "./resolvedStage.ts";
import { findCircle, reachableFrom } from "./stageGraph.ts";
import { readSources, type SourceNames } from "./stageSources.ts";
import { atFrom, triggersOf } from "./triggers.ts";

export interface ResolveOptions {
  /** Name of the stage to build; the last where absent. */
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Platform to build for. */
  readonly platform?: string;
  /** Platform of the machine that builds; linux/amd64 where absent. */
  readonly buildPlatform?: string;
  /** What the build was given to stand in for names of stages and images; nothing if absent. */
  readonly namedContext?: FindNamedContext;
}

export interface ResolvedStages {
  readonly stages: readonly ResolvedStage[];
  /** Index of the stage to build; undefined if it can't be found. */
  readonly target?: number;
  /** Indices of the stages that the target needs and its own, each after those it needs. */
  readonly reachable: readonly number[];
  /** What names in a --from stand for, in triggers of an image too. */
  readonly names: SourceNames;
  readonly globalArgs: GlobalArgs;
  readonly targetPlatform: Platform;
  readonly buildPlatform: Platform;
  /** What BuildKit rejects before it runs through any stage, the first first. */
  readonly mistakes: readonly Mistake[];
  /** What its check rejects when it does, in all stages. A build runs only through those that the target needs. */
  readonly lateMistakes: readonly Mistake[];
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

  const namedContext = options.namedContext ?? nothingNamed;
  const byName = new Map<string, number>();
  const bases = dockerfile.stages.map((stage) => {
    const input = { globalArgs, byName, namedContext, host: buildPlatform, escape: dockerfile.escape };
    const base = readBase(stage, input);
    mistakes.push(...base.mistakes);
    if (stage.name !== undefined) byName.set(stage.name, stage.index);
    return base;
  });
  const target = findTarget(dockerfile, options.target, byName);
  if (typeof target !== "number") mistakes.push(target);
  const names = { dockerfile, byName, namedContext };
  const read = dockerfile.stages.map((stage) => readSources(stage, names));
  mistakes.push(...read.flatMap((sources) => sources.mistakes));
  const lateMistakes: Mistake[] = [];
  const written = dockerfile.stages.map((stage, index): ResolvedStage => {
    const { sources = [] } = read[index] ?? {};
    const { base = { kind: "scratch" }, platform } = bases[index] ?? {};
    lateMistakes.push(...sources.flatMap(({ mistake }) => mistake ?? []));
    const inherited = triggerSources(stage, base, names);
    lateMistakes.push(...inherited.mistakes);
    const { name } = stage;
    return {
      index,
      ...(name === undefined ? {} : { name }),
      stage,
      base,
      ...(platform === undefined ? {} : { platform }),
      sources,
      dependencies: stagesAmong([base, ...sources.map((source) => source.base), ...inherited.bases]),
    };
  });
  const circle = findCircle(written);
  if (circle !== undefined) mistakes.push(circle);
  mistakes.push(...bases.flatMap(({ nameMistake }) => nameMistake ?? []));
  mistakes.push(...read.flatMap(({ nameMistakes }) => nameMistakes));
  const stages = written.map((stage) => replacedBy(namedContext, stage));
  const found = typeof target === "number" ? target : undefined;
  return {
    stages,
    ...(found === undefined ? {} : { target: found }),
    reachable: found === undefined || circle !== undefined ? [] : reachableFrom(stages, found),
    names,
    globalArgs,
    targetPlatform,
    buildPlatform,
    mistakes,
    lateMistakes,
  };
}

const nothingNamed: FindNamedContext = () => undefined;

/** What the triggers of a stage's base take files from. BuildKit's check does not ask whether it is later or a good name. */
function triggerSources(
  stage: Stage,
  base: StageBase,
  names: SourceNames,
): { readonly bases: readonly StageBase[]; readonly mistakes: readonly Mistake[] } {
  const triggers = base.kind === "stage" ? triggersOf(names.dockerfile.stages[base.index]) : [];
  const { sources, mistakes } = readSources({ ...stage, instructions: triggers }, names);
  return {
    bases: sources.map((source) => source.base).filter((from) => isBefore(from, stage.index)),
    mistakes: mistakes.map((mistake) => atFrom(mistake, stage.from)),
  };
}

function stagesAmong(bases: readonly StageBase[]): readonly number[] {
  return [...new Set(bases.flatMap((base) => (base.kind === "stage" ? [base.index] : [])))];
}

/** A stage of a context's name gives way to it, with all that it does. */
function replacedBy(namedContext: FindNamedContext, resolved: ResolvedStage): ResolvedStage {
  const { name, platform: _platform, ...kept } = resolved;
  const base = name === undefined ? undefined : standIn(namedContext(name), name);
  if (name === undefined || base === undefined) return resolved;
  return { ...kept, name, stage: { ...resolved.stage, instructions: [] }, base, sources: [], dependencies: [] };
}
