import { readFileSync } from "node:fs";
import { type BuildersFile, parseBuildersFile } from "./buildersFile.ts";
import { localEngine } from "./localEngine.ts";

/** The builders of a file, or, without one, the Docker engine at the first of the addresses, if buildx can reach that. */
export function readBuilders(file: string, addresses: readonly string[]): BuildersFile {
  if (file !== "") return readFile(file);
  const engine = localEngine(addresses);
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
