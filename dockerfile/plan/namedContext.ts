import type { Digest } from "#contract/digest.ts";
import { normalizedName, parseReference } from "#contract/names/reference.ts";

/** What a name stands for that the request gives a context: files, or an image. */
export type NamedContext =
  | { readonly kind: "files"; readonly digest: Digest }
  | { readonly kind: "image"; readonly name: string };

/** By name, normalized as an image's is: `busybox` is `docker.io/library/busybox:latest`. */
export type NamedContexts = ReadonlyMap<string, NamedContext>;

/** The name under which a context is found; undefined where it can't be one. */
export function contextName(text: string): string | undefined {
  const parsed = parseReference(text);
  return parsed.ok ? normalizedName(parsed.reference) : undefined;
}

/** The context that is named so, and its normalized name. `scratch` is always empty. */
export function findNamed(
  contexts: NamedContexts,
  text: string | undefined,
): { readonly name: string; readonly context: NamedContext } | undefined {
  if (contexts.size === 0 || text === undefined || text === "scratch") return undefined;
  const name = contextName(text);
  const context = name === undefined ? undefined : contexts.get(name);
  return name === undefined || context === undefined ? undefined : { name, context };
}
