import type { Digest } from "#contract/names/digest.ts";
import { normalizedName, parseReference } from "#contract/names/reference.ts";
import type { NamedBase } from "../stages/resolvedStage.ts";

/** What a name stands for that the request gives a context: files, or an image. */
export type NamedContext =
  | { readonly kind: "files"; readonly digest: Digest }
  | { readonly kind: "image"; readonly name: string };

/** By name, normalized as an image's is: `busybox` is `docker.io/library/busybox:latest`. */
export type NamedContexts = ReadonlyMap<string, NamedContext>;

/** The name under which a context is found; undefined if it can't be one. */
export function contextName(text: string): string | undefined {
  const parsed = parseReference(text);
  return parsed.ok ? normalizedName(parsed.reference) : undefined;
}

/** The same for an editor, which does not know the digest of files. */
export type KnownContexts = ReadonlyMap<
  string,
  { readonly kind: "files" } | { readonly kind: "image"; readonly name: string }
>;

/** What stands in for a name. `scratch` is always empty. */
export function findNamed(contexts: KnownContexts, text: string): NamedBase | undefined {
  if (contexts.size === 0 || text === "scratch") return undefined;
  const name = contextName(text);
  const context = name === undefined ? undefined : contexts.get(name);
  if (name === undefined || context === undefined) return undefined;
  return context.kind === "image" ? context : { kind: "context", name };
}
