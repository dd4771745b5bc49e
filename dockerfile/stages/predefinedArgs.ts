import { formatPlatform, type Platform } from "#contract/names/platform.ts";

/** The arguments that every build has in the scope of FROM, and after an ARG in a stage, by name. */
export const PLATFORM_ARGS = {
  BUILDPLATFORM: "Platform of the build machine, such as linux/amd64.",
  BUILDOS: "Operating system of the build machine.",
  BUILDOSVERSION: "Version of the operating system of the build machine.",
  BUILDARCH: "Architecture of the build machine.",
  BUILDVARIANT: "Variant of the architecture of the build machine.",
  TARGETPLATFORM: "Platform of the target image, such as linux/arm64.",
  TARGETOS: "Operating system of the target image.",
  TARGETOSVERSION: "Version of the operating system of the target image.",
  TARGETARCH: "Architecture of the target image.",
  TARGETVARIANT: "Variant of the architecture of the target image.",
  TARGETSTAGE: "Name of the target stage.",
} as const;

/** Build arguments that reach a RUN's environment without an ARG, and never the history. */
export const PROXY_ARGS: readonly string[] = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "FTP_PROXY",
  "NO_PROXY",
  "ALL_PROXY",
].flatMap((name) => [name, name.toLowerCase()]);

export interface PlatformArgsInput {
  readonly buildPlatform: Platform;
  readonly targetPlatform: Platform;
  /** Name of the stage that is built; "default" if it has none. */
  readonly target: string | undefined;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** Their values; build arguments of the same names win. */
export function platformArgs({
  buildPlatform,
  targetPlatform,
  target,
  buildArgs,
}: PlatformArgsInput): Map<string, string> {
  const values: Record<keyof typeof PLATFORM_ARGS, string> = {
    BUILDPLATFORM: formatPlatform(buildPlatform),
    BUILDOS: buildPlatform.os,
    BUILDOSVERSION: buildPlatform.osVersion ?? "",
    BUILDARCH: buildPlatform.architecture,
    BUILDVARIANT: buildPlatform.variant ?? "",
    TARGETPLATFORM: formatPlatform(targetPlatform),
    TARGETOS: targetPlatform.os,
    TARGETOSVERSION: targetPlatform.osVersion ?? "",
    TARGETARCH: targetPlatform.architecture,
    TARGETVARIANT: targetPlatform.variant ?? "",
    TARGETSTAGE: target === undefined || target === "" ? "default" : target,
  };
  return new Map(Object.entries(values).map(([name, value]) => [name, buildArgs[name] ?? value]));
}
