import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { ChosenLessons } from "./chooseLessons.ts";
import { filesBelow, type PackFile } from "./packFile.ts";
import { productionPackages } from "./productionPackages.ts";
import { isShipped, SHIPPED } from "./shippedFiles.ts";

/** The app, its packages with its Node, and the lessons. */
export function workshopFiles(
  root: string,
  { builtIn, further }: Pick<ChosenLessons, "builtIn" | "further">,
): PackFile[] {
  const lock: unknown = JSON.parse(fs.readFileSync(path.join(root, "package-lock.json"), "utf8"));
  const packages = productionPackages(lock);
  const nested = (file: PackFile, folder: string) => file.path.startsWith(`${folder}/node_modules/`);
  const app = SHIPPED.flatMap((place) => [...filesBelow(root, place)]);
  const modules = packages.flatMap((folder) => [...filesBelow(root, folder)].filter((file) => !nested(file, folder)));
  const lessons = [...further].flatMap(([id, dir]) =>
    [...filesBelow(path.dirname(dir), path.basename(dir))].map((file) => ({
      ...file,
      path: path.posix.join("lessons/further", id, path.posix.relative(path.basename(dir), file.path)),
    })),
  );
  return [...[...app, ...modules].filter((file) => isShipped(file.path, builtIn)), ...lessons];
}

/** 2000-01-01, in seconds. */
const FIRST = 946_684_800;

/**
 * A time for the files, in seconds. Browsers know a page by its size and time, so it changes with the page, and is the same
 * for the same page.
 */
export function timeOfPage(root: string): number {
  const page = fs.readFileSync(path.join(root, "dist/index.html"));
  return FIRST + createHash("sha256").update(page).digest().readUIntBE(0, 3) * 32;
}
