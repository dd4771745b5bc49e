import { setTimeout } from "node:timers/promises";
import type { ContainerStats } from "#contract/container.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { problemOf } from "../faults/daemonError.ts";
import { listFormat } from "../listing/formatFlags.ts";
import { printListing } from "../listing/printListing.ts";
import { type StatsRow, statsListing } from "./statsRows.ts";

/** Milliseconds between two measurements: the share of the processor is that of the time between. */
const INTERVAL = 1000;
const CLEAR_SCREEN = "\u001b[H\u001b[J";

export const containerStats = defineCommand({
  names: ["docker container stats", "docker stats"],
  usage: "[OPTIONS] [CONTAINER...]",
  description: "Display a live stream of container(s) resource usage statistics",
  flags: {
    all: { kind: "boolean", short: "a", description: "Show all containers (default shows just running)" },
    format: listFormat,
    "no-stream": { kind: "boolean", description: "Disable streaming stats and only pull the first result" },
    "no-trunc": { kind: "boolean", description: "Do not truncate output" },
  },
  args: { min: 0, completes: "running-container" },
  async run({ flags, args }, context) {
    const { services, owner, io, signal } = context;
    for (const ref of args) services.containers.get(owner, ref);
    const release = context.onInterrupt(() => stop.abort());
    const stop = new AbortController();
    const stopped = AbortSignal.any([signal, stop.signal]);
    try {
      let before = await measure(context, refsOf(context, args, flags.all));
      for (;;) {
        await setTimeout(INTERVAL, undefined, { signal: stopped });
        const refs = refsOf(context, args, flags.all);
        const now = await measure(context, refs);
        if (!flags["no-stream"] && io.stdout.isTerminal) await io.stdout.write(CLEAR_SCREEN);
        const rows = rowsOf(context, refs, now, before, !flags["no-trunc"]);
        const code = await printListing(statsListing, rows, flags, context);
        if (flags["no-stream"] || code !== 0) return code;
        before = now;
      }
    } catch (error) {
      if (!stopped.aborted) throw error;
      return 0;
    } finally {
      release();
    }
  },
});

function refsOf({ services, owner }: CommandContext, args: readonly string[], all: boolean): readonly string[] {
  if (args.length > 0) return args;
  const shown = services.containers.list(owner).filter(({ state }) => all || state.phase === "running");
  return shown.map(({ id }) => id);
}

type Measured = ReadonlyMap<string, ContainerStats>;

/** One that does not run, or was removed meanwhile, has none. */
async function measure({ services, owner }: CommandContext, refs: readonly string[]): Promise<Measured> {
  const measured = await Promise.all(
    refs.map(async (ref) => [ref, await problemOf(() => services.containers.stats(owner, ref))] as const),
  );
  return new Map(measured.flatMap(([ref, found]) => ("value" in found ? [[ref, found.value] as const] : [])));
}

function rowsOf(
  { services, owner }: CommandContext,
  refs: readonly string[],
  now: Measured,
  before: Measured,
  truncates: boolean,
): StatsRow[] {
  const known = new Map(services.containers.list(owner).map((container) => [container.id, container]));
  return refs.flatMap((ref) => {
    const container = known.get(ref) ?? [...known.values()].find(({ id, name }) => name === ref || id.startsWith(ref));
    return container === undefined ? [] : [{ container, ref, stats: now.get(ref), before: before.get(ref), truncates }];
  });
}
