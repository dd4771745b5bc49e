import { ProblemError } from "#contract/problemError.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { withHelp } from "../faults/daemonError.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { bytesOf } from "./buildContext.ts";
import { buildFlags } from "./buildFlags.ts";
import { type BuildValues, prepareBuild } from "./buildRequest.ts";
import { followBuild } from "./followBuild.ts";

const PROGRESS = ["auto", "none", "plain", "quiet", "tty"];

export const build = defineCommand({
  names: ["docker build", "docker builder build", "docker image build", "docker buildx build", "docker buildx b"],
  usage: "[OPTIONS] PATH | URL | -",
  description: "Build an image from a Dockerfile",
  longDescription: "Start a build",
  common: true,
  flags: buildFlags,
  args: { min: 1, max: 1, completes: "folder" },
  async run({ flags, args: [path = ""] }, context) {
    try {
      return await runBuild(context, flags, path);
    } catch (error) {
      const text = faultText(error);
      if (text === undefined) throw error;
      await context.io.stderr.write(text);
      return 1;
    }
  },
});

function faultText(error: unknown): string | undefined {
  if (error instanceof FlagFault) return `ERROR: failed to build: ${error.message}\n`;
  if (!(error instanceof ProblemError)) return undefined;
  return withHelp(`ERROR: failed to build: ${error.problem.detail}`, error.problem.next);
}

async function runBuild(context: CommandContext, flags: BuildValues, path: string): Promise<number> {
  const { services, owner, io, files } = context;
  if (!PROGRESS.includes(flags.progress)) {
    throw new FlagFault(`invalid progress: ${flags.progress}: use ${PROGRESS.join(", ")}`);
  }
  const { request, folder } = await prepareBuild(context, flags, path);
  const id = services.builds.start(owner, { ...request, workspace: context.workspace });
  context.onBuild(id);
  const isQuiet = flags.quiet || flags.progress === "quiet" || flags.progress === "none";
  const ended = await followBuild(context, id, {
    contextBytes: bytesOf(folder),
    quiet: isQuiet,
    dockerfile: request.dockerfile ?? "Dockerfile",
  });
  if (ended?.state !== "done" || ended.image === undefined) return 1;
  if (flags.quiet) await io.stdout.write(`${ended.image.id}\n`);
  if (flags.iidfile !== undefined) {
    const resolved = await files.resolve(flags.iidfile);
    if (resolved.kind === "folder" || resolved.kind === "invalid") {
      throw new FlagFault(`can't write the ID to ${flags.iidfile}`);
    }
    await files.write(resolved.path, ended.image.id);
  }
  return 0;
}
