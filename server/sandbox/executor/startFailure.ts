import type { RunSpec } from "./executor.ts";

/** Steps of the helper that fail because of what the image has at a path, or what WORKDIR and mounts ask for there. */
const IN_THE_IMAGE: ReadonlySet<string> = new Set([
  "mount point",
  "mount bind",
  "mount file",
  "mount tmpfs",
  "enter directory",
]);

/** Why a command could not be started because of the Dockerfile or the image; undefined if the failure is ours. */
export function startFailure(step: string, message: string): string | undefined {
  if (step === "set user") {
    return `unable to become the user (${message}): this machine's user may not use that id, see /etc/subuid`;
  }
  return IN_THE_IMAGE.has(step) ? message.slice(0, 500) : undefined;
}

/** The part of a run with a NUL character, which no argument, variable, or path can have. */
export function nulCharacterIn({
  argv,
  env,
  cwd,
  mounts,
}: Pick<RunSpec, "argv" | "env" | "cwd" | "mounts">): string | undefined {
  const places = { "an argument": argv, "a variable": env, "the folder": [cwd], "a mount": mounts.map(targetOf) };
  return Object.entries(places).find(([, texts]) => texts.some((text) => text.includes("\0")))?.[0];
}

function targetOf({ target }: RunSpec["mounts"][number]): string {
  return target;
}
