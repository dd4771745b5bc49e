import { z } from "zod";
import type { BuilderNode } from "#contract/health.ts";
import { parseJson } from "#contract/parseJson.ts";

const nodeSchema = z.object({
  Name: z.string(),
  Status: z.string().optional(),
  Err: z.string().optional(),
  Version: z.string().optional(),
  Platforms: z.array(z.string()).nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
});
const builderSchema = z.object({
  Name: z.string(),
  Err: z.string().optional(),
  Nodes: z.array(nodeSchema).nullish(),
});

/** What `docker buildx ls` tells of one builder. */
export interface ListedBuilder {
  readonly nodes: readonly BuilderNode[];
  /** What is wrong with it, in buildx's words. */
  readonly error?: string;
  /** How its images come out: as an archive, or, from the engine's older store, by `docker save`. */
  readonly exports: "archive" | "engine";
}

/** Labels of a worker whose images lie in containerd's store, or that is a BuildKit of its own. */
const SNAPSHOTTER = "org.mobyproject.buildkit.worker.snapshotter";

/** Reads the lines of `docker buildx ls --format json`; undefined if the builder is not among them. */
export function readListedBuilder(output: string, name: string): ListedBuilder | undefined {
  for (const line of output.split("\n")) {
    const parsed = builderSchema.safeParse(parseJson(line));
    if (!parsed.success || parsed.data.Name !== name) continue;
    const listed = parsed.data.Nodes ?? [];
    const error = parsed.data.Err ?? listed.find((node) => node.Err !== undefined)?.Err;
    return {
      nodes: listed.filter((node) => node.Name !== "").map(nodeOf),
      ...(error !== undefined && { error }),
      exports: listed.some((node) => node.Labels?.[SNAPSHOTTER] !== undefined) ? "archive" : "engine",
    };
  }
  return undefined;
}

function nodeOf({ Name: name, Status, Err, Version: version, Platforms }: z.infer<typeof nodeSchema>): BuilderNode {
  const platforms = [...(Platforms ?? [])].map((platform) => platform.replace(/\*$/, ""));
  return {
    name,
    available: Status === "running" && Err === undefined,
    // Distributions build engines whose BuildKit does not know its version.
    ...(version !== undefined && !version.startsWith("v0.0.0") && { version }),
    platforms,
  };
}
