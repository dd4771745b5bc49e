import { CONFIG_KEYS, type ContainerConfig, type HistoryEntry, type ImageConfig } from "#contract/image.ts";
import type { Platform } from "#contract/names/platform.ts";
import { cleanPath } from "../ignore/cleanPath.ts";
import { DEFAULT_PATH, type ScopeInput, StageScope } from "../stages/stageScope.ts";

/** A history row to be: those of the base have their time, ours get it from the layer (`step`) they belong to. */
export interface PlannedHistory extends HistoryEntry {
  /** The step that wrote this row; absent on rows of the base. */
  readonly step?: string;
}

/** Image configuration and build environment at one point of a stage; what BuildKit calls the dispatch state. */
export interface StageState {
  config: ContainerConfig;
  author: string | undefined;
  platform: Platform;
  /** The platform of its programs: not the requested one if the base image has no other. */
  programs: Platform;
  history: PlannedHistory[];
  /** What words are expanded with and what RUN gets: the image's ENV and the ARGs in effect. */
  variables: StageScope;
  /** ARGs declared so far, in order, for the `|1 NAME=value` of RUN's history rows. */
  buildArgs: { key: string; value: string | undefined }[];
  /** True once this stage had a CMD: ENTRYPOINT then keeps it. */
  cmdSet: boolean;
}

function ensurePath(config: ContainerConfig): void {
  const env = config.Env ?? [];
  if (!env.some((entry) => entry.startsWith("PATH="))) config.Env = [...env, `PATH=${DEFAULT_PATH}`];
}

export function scratchState(platform: Platform, input: ScopeInput): StageState {
  return {
    config: { Env: [`PATH=${DEFAULT_PATH}`], WorkingDir: "/" },
    author: undefined,
    platform,
    programs: platform,
    history: [],
    variables: new StageScope(input),
    buildArgs: [],
    cmdSet: false,
  };
}

/** A stage that starts from a named context's files: one layer that BuildKit's exporter describes. */
export function contextState(name: string, platform: Platform, input: ScopeInput, step: string): StageState {
  const row = { created_by: `local source for ${name}`, comment: "buildkit.exporter.image.v0", step };
  return { ...scratchState(platform, input), history: [row] };
}

/** `docker history` keys only; anything else a foreign image carries is dropped, as BuildKit does. */
function baseHistory(config: ImageConfig): PlannedHistory[] {
  return (config.history ?? []).map(({ created, created_by, author, comment, empty_layer }) => ({
    ...(created !== undefined && { created }),
    ...(created_by !== undefined && { created_by }),
    ...(author !== undefined && { author }),
    ...(comment !== undefined && { comment }),
    ...(empty_layer === true && { empty_layer }),
  }));
}

function knownConfig(config: ContainerConfig | undefined): ContainerConfig {
  const known: ContainerConfig = {};
  for (const key of CONFIG_KEYS) {
    if (config?.[key] !== undefined) Object.assign(known, { [key]: config[key] });
  }
  return ownConfig(known);
}

/** A stage that starts from an image: inherits its configuration; its ONBUILD triggers are taken off (and run). */
export function imageState(
  image: ImageConfig,
  asked: Platform,
  input: ScopeInput,
): { state: StageState; triggers: readonly string[] } {
  const config = knownConfig(image.config);
  const triggers = config.OnBuild ?? [];
  delete config.OnBuild;
  ensurePath(config);
  if (config.WorkingDir && !config.WorkingDir.startsWith("/")) config.WorkingDir = absolutePath("/", config.WorkingDir);
  const programs = {
    os: image.os,
    architecture: image.architecture,
    ...(image.variant !== undefined && { variant: image.variant }),
  };
  const state = {
    config,
    author: image.author,
    platform: programs.os === asked.os && programs.architecture === asked.architecture ? programs : asked,
    programs,
    history: baseHistory(image),
    variables: new StageScope({ ...input, baseEnv: config.Env ?? [] }),
    buildArgs: [],
    cmdSet: false,
  };
  return { state, triggers };
}

/** A configuration of its own: the lists that instructions add to are copied, all else they replace as a whole. */
function ownConfig({ Env, Labels, Volumes, ExposedPorts, OnBuild, ...rest }: ContainerConfig): ContainerConfig {
  return {
    ...rest,
    ...(Env && { Env: [...Env] }),
    ...(Labels && { Labels: { ...Labels } }),
    ...(Volumes && { Volumes: { ...Volumes } }),
    ...(ExposedPorts && { ExposedPorts: { ...ExposedPorts } }),
    ...(OnBuild && { OnBuild: [...OnBuild] }),
  };
}

/** A stage that starts from another one: inherits configuration, ARGs and history; the base's triggers run, not carry over. */
export function childState(base: StageState): { state: StageState; triggers: readonly string[] } {
  const { OnBuild, ...config } = ownConfig(base.config);
  const state = {
    config,
    author: base.author,
    platform: base.platform,
    programs: base.programs,
    history: [...base.history],
    variables: base.variables.childStage(),
    buildArgs: [...base.buildArgs],
    cmdSet: false,
  };
  return { state, triggers: OnBuild ?? [] };
}

/** Joins and cleans as Go's path.Join; absolute, without a trailing slash. */
export function absolutePath(directory: string, path: string): string {
  return cleanPath(`/${path.startsWith("/") ? path : `${directory}/${path}`}`);
}
