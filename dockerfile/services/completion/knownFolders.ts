import { cleanPath } from "../../ignore/cleanPath.ts";
import type { Instruction } from "../../instructions/instruction.ts";
import type { Lineage } from "./lineage.ts";

/** Folders that a stage certainly has: working directories, volumes, copy targets. The latest first. */
export function knownFolders({ instructions, baseImage }: Lineage): readonly string[] {
  const found: string[] = [];
  const { WorkingDir = "", Volumes } = baseImage?.config ?? {};
  let workdir = WorkingDir === "" ? "/" : WorkingDir;
  if (WorkingDir !== "" && WorkingDir !== "/") found.push(WorkingDir);
  found.push(...Object.keys(Volumes ?? {}));
  for (const instruction of instructions) {
    if (instruction.name === "WORKDIR") workdir = from(workdir, bare(instruction.path.raw));
    found.push(...foldersOf(instruction, workdir));
  }
  const absolute = found.filter((path) => path.startsWith("/") && path !== "/");
  return [...new Set(absolute.toReversed())];
}

function foldersOf(instruction: Instruction, workdir: string): readonly string[] {
  switch (instruction.name) {
    case "WORKDIR":
      return [workdir];
    case "VOLUME":
      return instruction.paths.map(({ raw }) => from(workdir, bare(raw)));
    case "COPY":
    case "ADD": {
      // Only with a slash at its end, or several sources, it is a folder whatever is copied.
      const path = bare(instruction.destination.raw);
      return path.endsWith("/") || instruction.sources.length > 1 ? [from(workdir, path)] : [];
    }
    case "RUN":
      return instruction.mounts.flatMap(({ type, options: { target } }) =>
        type === "cache" && target !== undefined ? [from(workdir, target)] : [],
      );
    default:
      return [];
  }
}

/** A word without its quotes. */
export const bare = (raw: string): string => raw.replaceAll(/["']/g, "");

/** A path relative to the working directory; one that begins with a variable is unchanged. */
export function from(workdir: string, path: string): string {
  return path.startsWith("/") ? cleanPath(path) : path.startsWith("$") ? path : cleanPath(`${workdir}/${path}`);
}
