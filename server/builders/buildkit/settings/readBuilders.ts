import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { type BuildersFile, parseBuildersFile } from "./buildersFile.ts";
import { localEngine, usualSockets } from "./localEngine.ts";

/** The builders of a file, or, without one, the Docker engine of this machine, unless `dockerHost` is undefined. */
export function readBuilders(file: string, dockerHost: string | undefined): BuildersFile {
  if (file !== "") return readFile(file);
  if (dockerHost === undefined) return { builders: [] };
  const engine = localEngine(dockerHost, usualSockets(homedir(), process.getuid?.() ?? 0));
  return { builders: engine === undefined ? [] : [engine] };
}

function readFile(file: string): BuildersFile {
  try {
    return parseBuildersFile(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return { mistakes: [`the file can't be read (${String(error.code)})`] };
  }
}
