import type { Digest } from "#contract/digest.ts";
import { isDigest } from "#contract/digest.ts";
import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "./problemError.ts";

/** A normalized image reference, as github.com/distribution/reference makes it. */
export interface ImageReference {
  /** `docker.io`, `localhost:5000`, … */
  readonly registry: string;
  /** `library/busybox`. */
  readonly repository: string;
  /** Absent only where there is a digest. */
  readonly tag?: string;
  readonly digest?: Digest;
}

export type ParsedReference =
  | { readonly ok: true; readonly reference: ImageReference }
  | { readonly ok: false; readonly problem: Problem };

const DOMAIN_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = new RegExp(`^(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const MAX_NAME = 255;

/** Parses `[registry/]repository[:tag][@digest]` and fills in Docker's defaults. */
export function parseReference(text: string): ParsedReference {
  const refuse = (why: string): ParsedReference => ({
    ok: false,
    problem: problem("image/reference", `${JSON.stringify(text.slice(0, 300))}: invalid reference format${why}`),
  });
  if (/^[0-9a-f]{64}$/.test(text)) return refuse(": 64 hexadecimal digits are an image's id, not a name.");
  const at = text.indexOf("@");
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(":");
  const hasTag = colon > named.lastIndexOf("/");
  const name = hasTag ? named.slice(0, colon) : named;
  const tag = hasTag ? named.slice(colon + 1) : undefined;

  if (digest !== undefined && !isDigest(digest)) return refuse(": what follows the @ is not a sha256 digest.");
  if (tag !== undefined && !TAG.test(tag)) return refuse(": the tag may have letters, digits, “_”, “.” and “-” only.");
  const { registry, repository } = splitName(name);
  if (!DOMAIN.test(registry)) return refuse(": the registry is not a valid host name.");
  if (/[A-Z]/.test(repository)) return refuse(`: repository name (${repository}) must be lowercase.`);
  if (!repository.split("/").every((part) => PATH_PART.test(part))) return refuse(".");
  if (registry.length + 1 + repository.length > MAX_NAME) return refuse(`: it is longer than ${MAX_NAME} characters.`);
  const shownTag = tag ?? (digest === undefined ? "latest" : undefined);
  return {
    ok: true,
    reference: {
      registry,
      repository,
      ...(shownTag === undefined ? {} : { tag: shownTag }),
      ...(digest === undefined ? {} : { digest }),
    },
  };
}

/** The same; throws a ProblemError (image/reference). */
export function requireReference(text: string): ImageReference {
  const parsed = parseReference(text);
  if (parsed.ok) return parsed.reference;
  throw new ProblemError(parsed.problem);
}

function splitName(name: string): { registry: string; repository: string } {
  const slash = name.indexOf("/");
  const first = slash === -1 ? "" : name.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === "localhost" || first.toLowerCase() !== first;
  const written = isHost ? first : "docker.io";
  const registry = written === "index.docker.io" ? "docker.io" : written;
  const rest = isHost ? name.slice(slash + 1) : name;
  return { registry, repository: registry === "docker.io" && !rest.includes("/") ? `library/${rest}` : rest };
}

/** `docker.io/library/busybox:latest`: the name under which an image is kept. */
export function normalizedName({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** `busybox:latest`: the name a person knows. */
export function familiarName({ registry, repository, tag, digest }: ImageReference): string {
  const name = registry !== "docker.io" ? `${registry}/${repository}` : repository.replace(/^library\/(?=[^/]+$)/, "");
  return `${name}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}
