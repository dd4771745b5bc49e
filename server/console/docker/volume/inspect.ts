import type { Volume } from "#contract/container.ts";
import type { Problem } from "#contract/problem.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { objectFormat } from "../listing/formatFlags.ts";
import { printObjects } from "../listing/printObjects.ts";

/** The daemon's words. */
export function noSuchVolume(problem: Problem, name: string): Problem {
  return { ...problem, detail: `get ${name}: no such volume` };
}

/** `docker volume inspect`'s object. Where it lies on the machine is nobody's business. */
function inspectVolume({ name, createdAt, labels }: Volume): Record<string, unknown> {
  return {
    CreatedAt: new Date(createdAt).toISOString().replace(/\.\d+/, ""),
    Driver: "local",
    Labels: Object.keys(labels).length === 0 ? null : labels,
    Mountpoint: "",
    Name: name,
    Options: null,
    Scope: "local",
  };
}

/** The object of a volume, or the error. */
export async function inspectedVolume(
  { services, owner }: CommandContext,
  name: string,
): Promise<{ object: unknown } | { error: string }> {
  const volume = (await services.containers.volumes(owner)).find((each) => each.name === name);
  if (volume !== undefined) return { object: inspectVolume(volume) };
  return { error: `Error response from daemon: get ${name}: no such volume` };
}

export const volumeInspect = defineCommand({
  names: ["docker volume inspect"],
  usage: "[OPTIONS] VOLUME [VOLUME...]",
  description: "Display detailed information on one or more volumes",
  flags: { format: objectFormat },
  args: { min: 1, completes: "volume" },
  run: ({ flags, args }, context) =>
    printObjects(args, (name) => inspectedVolume(context, name), flags.format, context),
});
