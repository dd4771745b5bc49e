import fs from "node:fs";
import path from "node:path";
import { humanSize } from "../../contract/docker/humanSize.ts";
import { NODE_FLAGS } from "../../server/nodeFlags.ts";
import type { RegistrySettings } from "../../server/oci/distribution/registrySettings.ts";
import { checkLessons } from "../checkLessons.ts";
import { type ChosenLessons, chooseLessons } from "./chooseLessons.ts";
import { type PackFile, sizeOf } from "./packFile.ts";
import type { PackOptions } from "./packOptions.ts";
import { pullSeed } from "./pullSeed.ts";
import { startScript } from "./startScript.ts";
import type { Teller } from "./teller.ts";
import { timeOfPage, workshopFiles } from "./workshopFiles.ts";
import { writeArchive } from "./writeArchive.ts";

export interface Packing {
  /** The project's folder, with the page built. */
  readonly root: string;
  /** Paths of the options are relative to it. */
  readonly from: string;
  /** As uname calls it. */
  readonly machine: string;
  readonly settings: RegistrySettings;
  readonly cacheDir: string;
  readonly teller: Teller;
  /** Of gzip. */
  readonly level?: number;
}

/** The one folder in the archive. */
const FOLDER = "strata-workshop";
const PARTS = [
  ["images", /^seed\//],
  ["lessons", /^lessons\/(?:built-in|further)\//],
  ["Node", /^node_modules\/node\//],
  ["packages", /^node_modules\//],
  ["app", /^/],
] as const;

/** Packs a workshop; what is wrong with the options, if anything. Throws a ProblemError if an image can't be pulled. */
export async function packWorkshop(options: PackOptions, packing: Packing): Promise<readonly string[]> {
  const { root, from, machine, settings, cacheDir, teller, level = 6 } = packing;
  const lessons = chooseLessons(options.lessons, path.join(root, "lessons/built-in"), from);
  const output = path.resolve(from, options.output);
  const folder = path.dirname(output);
  const lost = fs.existsSync(folder) ? [] : [`The folder ${folder} for the archive does not exist.`];
  const mistakes = [...lessons.mistakes, ...lost];
  if (mistakes.length > 0) return mistakes;
  tellMistakes(lessons, packing);
  const seed = await pullSeed(options.images, { cacheDir, settings, teller });
  const start: PackFile = { path: "strata", isProgram: true, content: { text: startScript(machine, NODE_FLAGS) } };
  const files = [start, ...workshopFiles(root, lessons), ...seed];
  tellSizes(files, teller);
  const total = files.reduce((sum, file) => sum + sizeOf(file), 0);
  const bytes = await writeArchive(files, {
    output,
    folder: FOLDER,
    mtime: timeOfPage(root),
    level,
    onProgress: (done) => teller.progress(`Packing … ${Math.floor((100 * done) / total)} %`),
  });
  teller.say(`${path.relative(from, output)} has ${humanSize(bytes)}. On another machine with Linux on ${machine}:`);
  teller.say(`  tar -xzf ${path.basename(output)} && cd ${FOLDER} && ./strata doctor && ./strata`);
  return [];
}

/** A lesson with mistakes still opens: its author decides. */
function tellMistakes({ further }: ChosenLessons, { from, teller }: Packing): void {
  for (const dir of further.values()) {
    const { lines, exitCode } = checkLessons(dir, from);
    if (exitCode !== 0) for (const line of lines) teller.say(line);
  }
}

function tellSizes(files: readonly PackFile[], teller: Teller): void {
  const sizes = new Map<string, number>(PARTS.map(([part]) => [part, 0]));
  for (const file of files) {
    const part = PARTS.find(([, pattern]) => pattern.test(file.path))?.[0] ?? "app";
    sizes.set(part, (sizes.get(part) ?? 0) + sizeOf(file));
  }
  for (const [part, bytes] of sizes) teller.say(`${humanSize(bytes).padStart(8)}  ${part}`);
}
