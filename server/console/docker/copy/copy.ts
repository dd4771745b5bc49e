import { Readable } from "node:stream";
import { humanSize } from "#contract/docker/humanSize.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { copyPlace } from "./copyPlace.ts";
import { copyFromContainer } from "./fromContainer.ts";
import { copyToContainer } from "./toContainer.ts";

export const containerCopy = defineCommand({
  names: ["docker container cp", "docker cp"],
  usage: ["[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-", "[OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH"],
  description: "Copy files/folders between a container and the local filesystem",
  longDescription: [
    "Copy files/folders between a container and the local filesystem",
    "",
    "Use '-' as the source to read a tar archive from stdin",
    "and extract it to a directory destination in a container.",
    "Use '-' as the destination to stream a tar archive of a",
    "container source to stdout.",
  ].join("\n"),
  flags: {
    archive: {
      kind: "ignored",
      short: "a",
      takesValue: false,
      description: "Archive mode (copy all uid/gid information)",
    },
    "follow-link": {
      kind: "ignored",
      short: "L",
      takesValue: false,
      description: "Always follow symbol link in SRC_PATH",
    },
    quiet: {
      kind: "boolean",
      short: "q",
      description:
        "Suppress progress output during copy. Progress output is automatically suppressed if no terminal is attached",
    },
  },
  args: { min: 2, max: 2, completes: "file" },
  async run({ flags: { quiet }, args: [from = "", to = ""] }, context) {
    const outcome = await copy(context, from, to);
    const { io } = context;
    if ("refusal" in outcome) {
      await io.stderr.write(`${outcome.refusal}\n`);
      return 1;
    }
    const { bytes, skipped = [] } = outcome;
    if (skipped.length > 0) {
      await io.stderr.write(
        `Skipped ${skipped.length} that the workspace can't hold (links, devices): ${skipped.slice(0, 3).join(", ")}\n`,
      );
    }
    if (!quiet && io.stderr.isTerminal && to !== "-" && bytes !== undefined) {
      await io.stderr.write(`Successfully copied ${humanSize(bytes)} to ${to}\n`);
    }
    return 0;
  },
});

type Outcome = { readonly refusal: string } | { readonly bytes?: number; readonly skipped?: readonly string[] };

async function copy(context: CommandContext, from: string, to: string): Promise<Outcome> {
  const { services, owner, io } = context;
  const [source, target] = [copyPlace(from), copyPlace(to)];
  if (source.kind === "container" && target.kind === "container") {
    return { refusal: "copying between containers is not supported" };
  }
  if (source.kind === "container") {
    if (target.kind !== "stream")
      return copyFromContainer(context, source, target.kind === "local" ? target.path : ".");
    const { tar } = await services.containers.readArchive(owner, source.ref, source.path);
    for await (const chunk of tar) await io.stdout.write(chunk);
    return {};
  }
  if (target.kind !== "container") return { refusal: "must specify at least one container source" };
  if (source.kind === "local") return copyToContainer(context, source.path, target);
  const tar = Readable.from(io.stdin, { objectMode: false });
  await services.containers.writeArchive(owner, target.ref, target.path, tar);
  return {};
}
