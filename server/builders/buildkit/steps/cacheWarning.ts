import type { BuildWarning } from "#contract/build.ts";
import type { VertexName } from "./vertexName.ts";

type CacheVertex = Extract<VertexName, { kind: "cache" }>;

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/40[13]|unauthorized|denied|authorization/i, "it needs a login. Log in to its registry (docker login)"],
  [/not found|404/, "there is none yet. A build that writes it makes it"],
  [
    /no such host|dial tcp|connection re|timeout|TLS|x509|EOF/i,
    "its registry does not answer. Check the name and the network of the builder",
  ],
];

/** A cache that could not be read or written stops no build: what is wrong and what to do. */
export function cacheWarning({ use, ref }: CacheVertex, error: string): BuildWarning {
  const what = ref === undefined ? "The cache" : `The cache ${ref}`;
  const why = REASONS.find(([pattern]) => pattern.test(error))?.[1] ?? "its place does not take it. Try another one";
  return { message: `${what} could not be ${use}: ${why}.` };
}
