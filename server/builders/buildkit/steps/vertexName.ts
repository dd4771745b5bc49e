/** What a vertex is, read from its name. */
export type VertexName =
  | {
      readonly kind: "step";
      /** Absent if the Dockerfile has one stage. */
      readonly stage?: string;
      /** Counts from 1, as does a FROM of an image. */
      readonly index: number;
      readonly total: number;
      readonly text: string;
    }
  /** Looking up an image: `[internal] load metadata for …`, `[context app] load metadata for …`. */
  | { readonly kind: "metadata"; readonly image: string }
  /** An image in a context of the build: `[context app] OCI load from client`. */
  | { readonly kind: "context"; readonly name: string }
  | { readonly kind: "export" }
  /** A cache elsewhere. Without it the build goes on. */
  | { readonly kind: "cache"; readonly use: "read" | "written"; readonly ref?: string }
  | { readonly kind: "other" };

/** Numbers are padded to the same width. */
const STEP = /^\[(?:[a-z0-9]+\/\S+ +)?(?:([A-Za-z][\w.-]*) +)? *(\d+)\/(\d+)\] ([\s\S]*)$/;
const METADATA = /^\[(?:internal|context ([^\]]+))\] load metadata for (\S+)/;
const CACHE_READ = /^importing cache manifest from (?:local:|(\S+))/;
const CONTEXT = /^\[context ([^\]]+)\] /;

/** The frontend names its vertices for people: `[linux/amd64 build 2/3] RUN make`. */
export function readVertexName(name: string): VertexName {
  const step = STEP.exec(name);
  if (step !== null) {
    const [, stage, index, total, text = ""] = step;
    return { kind: "step", ...(stage !== undefined && { stage }), index: Number(index), total: Number(total), text };
  }
  const metadata = METADATA.exec(name);
  if (metadata !== null) return { kind: "metadata", image: metadata[1] ?? metadata[2] ?? "" };
  const context = CONTEXT.exec(name);
  if (context?.[1] !== undefined) return { kind: "context", name: context[1] };
  if (name.startsWith("exporting cache")) return { kind: "cache", use: "written" };
  const cache = CACHE_READ.exec(name);
  if (cache !== null) return { kind: "cache", use: "read", ...(cache[1] !== undefined && { ref: cache[1] }) };
  return /^exporting /.test(name) ? { kind: "export" } : { kind: "other" };
}
