import { expandWord } from "#dockerfile/expansion/expandWord.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { formatPlatform, type Platform } from "#server/images/platform.ts";
import { PlanError } from "./planError.ts";

interface GlobalOptions {
  readonly target: string | undefined;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly buildPlatform: Platform;
}

function platformArguments(prefix: "TARGET" | "BUILD", platform: Platform): [string, string][] {
  return [
    [`${prefix}PLATFORM`, formatPlatform(platform)],
    [`${prefix}OS`, platform.os],
    [`${prefix}OSVERSION`, ""],
    [`${prefix}ARCH`, platform.architecture],
    [`${prefix}VARIANT`, platform.variant ?? ""],
  ];
}

/** Automatic platform arguments, then the ARGs before the first FROM: what FROM's words are expanded with. */
export function globalArguments(dockerfile: Dockerfile, options: GlobalOptions): Map<string, string> {
  const { buildArgs } = options;
  const last = dockerfile.stages.at(-1);
  const args = new Map<string, string>([
    ...platformArguments("BUILD", options.buildPlatform),
    ...platformArguments("TARGET", options.platform),
    ["TARGETSTAGE", options.target || last?.name || "default"],
  ]);
  // Automatic ones can be set from outside, as with --build-arg TARGETARCH=….
  for (const name of args.keys()) {
    const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
    if (given !== undefined) args.set(name, given);
  }
  for (const { key, value } of dockerfile.metaArgs.flatMap((instruction) => instruction.args)) {
    const name = key.raw;
    const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
    if (given !== undefined) args.set(name, given);
    else if (value !== undefined) {
      const result = expandWord(value.raw, (variable) => args.get(variable), { escape: dockerfile.escape });
      if (result.error !== undefined) throw new PlanError("dockerfile/syntax", result.error.message, value.range);
      args.set(name, result.value);
    }
  }
  return args;
}
