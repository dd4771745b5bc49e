import { readMoment } from "#contract/docker/moment.ts";
import type { LogOptions, OutputChunk } from "#server/containers/containers.ts";
import { stampLines } from "#server/containers/stampLines.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";

export const containerLogs = defineCommand({
  names: ["docker container logs", "docker logs"],
  usage: "[OPTIONS] CONTAINER",
  description: "Fetch the logs of a container",
  flags: {
    details: { kind: "ignored", takesValue: false, description: "Show extra details provided to logs" },
    follow: { kind: "boolean", short: "f", description: "Follow log output" },
    since: {
      kind: "string",
      description: 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
    tail: {
      kind: "string",
      short: "n",
      default: "all",
      description: "Number of lines to show from the end of the logs",
    },
    timestamps: { kind: "boolean", short: "t", description: "Show timestamps" },
    until: {
      kind: "string",
      description: 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
  },
  args: { min: 1, max: 1, completes: "container" },
  async run({ flags, args: [ref = ""] }, context) {
    const { services, owner, io, signal } = context;
    const now = Date.now();
    const [since, until] = [flags.since, flags.until].map((text) =>
      text === undefined ? undefined : readMoment(text, now),
    );
    const wrong = [["since", flags.since, since] as const, ["until", flags.until, until] as const].find(
      ([, text, moment]) => text !== undefined && moment === undefined,
    );
    if (wrong !== undefined) {
      const [name, text] = wrong;
      await io.stderr.write(
        `invalid value for "${name}": failed to parse value as time or duration: ${JSON.stringify(text)}\n`,
      );
      return 1;
    }
    const options: LogOptions = {
      follow: flags.follow,
      ...tailOf(flags.tail),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
    };
    const chunks = services.containers.logs(owner, ref, options, signal);
    await printLogs(context, chunks, flags.timestamps);
    return 0;
  },
});

/** A number that is none means all of it, as with Docker. */
function tailOf(text: string): Pick<LogOptions, "tail"> {
  return /^\d+$/.test(text) ? { tail: Number(text) } : {};
}

async function printLogs(
  { io }: CommandContext,
  chunks: AsyncIterable<OutputChunk>,
  timestamps: boolean,
): Promise<void> {
  const stamp = timestamps ? stampLines() : ({ bytes }: OutputChunk) => bytes;
  for await (const chunk of chunks) {
    const output = chunk.stream === "stdout" ? io.stdout : io.stderr;
    await output.write(stamp(chunk));
  }
}
