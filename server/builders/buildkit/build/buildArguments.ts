import type { BuildRequest } from "#contract/build.ts";
import type { CacheSource, CacheTarget } from "#contract/buildOptions.ts";
import { isDigest } from "#contract/names/digest.ts";

export interface BuildPaths {
  readonly context: string;
  readonly dockerfile: string;
  readonly metadata: string;
  /** Named contexts: a folder, `oci-layout://…`, or `docker-image://…`. */
  readonly contexts: ReadonlyMap<string, string>;
  /** The files of secrets, by id. */
  readonly secrets: ReadonlyMap<string, string>;
  /** The folder of a cache that is kept here under a name. */
  readonly cache: (name: string) => string;
}

export interface BuildChoices {
  /** buildx's name of the builder. */
  readonly builder: string;
  readonly platform: string | undefined;
  /** A tag for `docker save`, or undefined for an archive on stdout. */
  readonly loadAs: string | undefined;
  readonly hasAgent: boolean;
  /** An image; BuildKit has one of its own if absent. */
  readonly sbomScanner?: string;
}

/** The arguments of `docker buildx build`. Each value is one argument: nothing in it is an option. */
export function buildArguments(request: BuildRequest, paths: BuildPaths, choices: BuildChoices): string[] {
  const { target, buildArgs = {}, noCache, noCacheFilter = [], labels = {}, annotations = {} } = request;
  const pairs = (flag: string, values: Iterable<readonly [string, string]>) =>
    [...values].map(([name, value]) => `--${flag}=${name}=${value}`);
  return [
    ...["buildx", "build", "--progress=rawjson", `--builder=${choices.builder}`],
    ...[`--file=${paths.dockerfile}`, `--metadata-file=${paths.metadata}`, ...outputArguments(choices)],
    ...(target === undefined || target === "" ? [] : [`--target=${target}`]),
    ...(choices.platform === undefined ? [] : [`--platform=${choices.platform}`]),
    ...pairs("build-arg", Object.entries(buildArgs)),
    ...pairs("label", Object.entries(labels)),
    ...(choices.loadAs === undefined ? pairs("annotation", Object.entries(annotations)) : []),
    ...pairs("build-context", paths.contexts),
    // buildx refuses both; without a cache, there is nothing to leave out of it.
    ...(noCache === true ? ["--no-cache"] : noCacheFilter.map((stage) => `--no-cache-filter=${stage}`)),
    ...networkArguments(request.network),
    ...[...paths.secrets].map(([id, file]) => `--secret=${csv([`id=${id}`, `src=${file}`])}`),
    ...(choices.hasAgent ? ["--ssh=default"] : []),
    ...(request.cacheFrom ?? []).map((source) => `--cache-from=${cacheSource(source, paths)}`),
    ...(request.cacheTo ?? []).map((to) => `--cache-to=${cacheTarget(to, paths)}`),
    ...attestationArguments(request, choices),
    paths.context,
  ];
}

function outputArguments({ loadAs }: BuildChoices): string[] {
  return loadAs === undefined ? ["--output=type=oci,dest=-"] : ["--output=type=docker", `--tag=${loadAs}`];
}

/** The machine's own network is an entitlement, which the builder grants or not. */
function networkArguments(network: BuildRequest["network"]): string[] {
  if (network === "none") return ["--network=none"];
  return network === "host" ? ["--network=host", "--allow=network.host"] : [];
}

function attestationArguments({ attestations = {} }: BuildRequest, { sbomScanner }: BuildChoices): string[] {
  const { provenance, sbom } = attestations;
  return [
    provenance === undefined ? "--provenance=false" : `--provenance=mode=${provenance}`,
    sbom !== true ? "--sbom=false" : sbomScanner === undefined ? "--sbom=true" : `--sbom=generator=${sbomScanner}`,
  ];
}

function cacheSource(source: CacheSource, { cache }: BuildPaths): string {
  return csv(
    source.type === "registry" ? ["type=registry", `ref=${source.ref}`] : ["type=local", `src=${cache(source.name)}`],
  );
}

function cacheTarget({ mode = "min", ...to }: CacheTarget, { cache }: BuildPaths): string {
  const where = to.type === "registry" ? ["type=registry", `ref=${to.ref}`] : ["type=local", `dest=${cache(to.name)}`];
  return csv([...where, `mode=${mode}`, "ignore-error=true"]);
}

/** buildx reads such values as a line of CSV. */
function csv(fields: readonly string[]): string {
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
}

/** The contexts of a request that are images elsewhere. */
export function imageContexts({ namedContexts = {} }: BuildRequest): [string, string][] {
  return Object.entries(namedContexts).filter(([, value]) => !isDigest(value));
}
