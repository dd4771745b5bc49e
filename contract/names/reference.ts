import { digestError } from "./digestError.ts";

/** A normalized image reference, like those of github.com/distribution/reference. */
export interface ImageReference {
  /** `docker.io`, `localhost:5000`, … */
  readonly registry: string;
  /** `library/busybox`. */
  readonly repository: string;
  /** Undefined only if there is a digest. */
  readonly tag?: string;
  /** Of any algorithm registered by OCI. */
  readonly digest?: string;
}

export type ParsedReference =
  | { readonly ok: true; readonly reference: ImageReference }
  /** In the words of BuildKit. */
  | { readonly ok: false; readonly error: string };

/** The parts of a reference as written, valid or not. */
export interface ReferenceParts {
  readonly registry?: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

const HOST_LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const REGISTRY = new RegExp(`^(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const MAX_REPOSITORY = 255;
const INVALID = "invalid reference format";
const DEFAULT_REGISTRY = "docker.io";

/** Accepts any text, even with variables. The first part is a registry if it can't be part of a path. */
export function splitReference(text: string): ReferenceParts {
  const slash = text.indexOf("/");
  const first = slash === -1 ? "" : text.slice(0, slash);
  const hasRegistry = /[.:]/.test(first) || first === "localhost" || first.toLowerCase() !== first;
  const [tagged, digest] = cut(hasRegistry ? text.slice(slash + 1) : text, "@");
  const [path, tag] = cut(tagged, ":");
  return {
    ...(hasRegistry ? { registry: first } : {}),
    path,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Parses `[registry/]repository[:tag][@digest]` and fills in Docker's defaults. */
export function parseReference(text: string): ParsedReference {
  if (/^[0-9a-f]{64}$/.test(text)) {
    return refuse(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const parts = splitReference(text);
  const registry = registryOf(parts);
  const repository = repositoryOf(registry, parts.path);
  // Everything before the first colon must be lowercase, even if there is an @ before it.
  const [untagged] = cut(parts.registry === undefined ? text : text.slice(parts.registry.length + 1), ":");
  if (untagged !== untagged.toLowerCase()) {
    return refuse(`${INVALID}: repository name (${repositoryOf(registry, untagged)}) must be lowercase`);
  }
  const { tag, digest } = parts;
  if (!REGISTRY.test(registry)) return refuse(INVALID);
  if (!repository.split("/").every((component) => PATH_COMPONENT.test(component))) return refuse(INVALID);
  if (tag !== undefined && !TAG.test(tag)) return refuse(INVALID);
  const wrongDigest = digest === undefined ? undefined : digestError(digest);
  if (wrongDigest?.kind === "format") return refuse(INVALID);
  if (repository.length > MAX_REPOSITORY) {
    return refuse(`repository name must not be more than ${MAX_REPOSITORY} characters`);
  }
  if (wrongDigest !== undefined) return refuse(wrongDigest.error);
  return { ok: true, reference: withDefaultTag({ registry, repository }, tag, digest) };
}

/** Whether a text is the path of a repository, without a registry, such as `team/app`. */
export function isRepository(path: string): boolean {
  return path.length <= MAX_REPOSITORY && path.split("/").every((component) => PATH_COMPONENT.test(component));
}

export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** `docker.io/library/busybox:latest`: the name an image is stored under. */
export function normalizedName({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** `busybox:latest`: the name people know. */
export function familiarName({ registry, repository, tag, digest }: ImageReference): string {
  const name =
    registry === DEFAULT_REGISTRY ? repository.replace(/^library\/(?=[^/]+$)/, "") : `${registry}/${repository}`;
  return `${name}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** The text before and after the first separator. */
function cut(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function refuse(error: string): ParsedReference {
  return { ok: false, error };
}

function registryOf({ registry = DEFAULT_REGISTRY }: ReferenceParts): string {
  return registry === "index.docker.io" ? DEFAULT_REGISTRY : registry;
}

/** A name without a folder on Docker Hub is an official image. */
function repositoryOf(registry: string, path: string): string {
  return registry === DEFAULT_REGISTRY && !path.includes("/") ? `library/${path}` : path;
}

function withDefaultTag(
  name: Pick<ImageReference, "registry" | "repository">,
  tag: string | undefined,
  digest: string | undefined,
): ImageReference {
  if (digest === undefined) return { ...name, tag: tag ?? "latest" };
  return { ...name, ...(tag === undefined ? {} : { tag }), digest };
}
