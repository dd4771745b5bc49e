import * as fs from "node:fs";
import path from "node:path";

/** Files and folders that Strata makes are its owner's alone; those in images, contexts and layers have modes of their own. */
export const PRIVATE_UMASK = 0o077;

/** Databases that only Strata's data folder has. */
const OURS = ["images.db", "lock.db"];

/**
 * Makes the data folder if it is missing, and closes one that others can look into. What keeps it open is the answer,
 * in words for the operator; its files are private all the same.
 */
export function makePrivate(dir: string): string | undefined {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (process.platform === "win32" || (fs.statSync(dir).mode & 0o077) === 0) return undefined;
  const open = `Other users can read ${dir}`;
  // A file system of its own has that.
  const names = fs.readdirSync(dir).filter((name) => name !== "lost+found");
  if (names.length > 0 && !names.some((name) => OURS.includes(name))) {
    return `${open}, which contains files that are not Strata's. Set STRATA_DATA to a separate folder.`;
  }
  try {
    fs.chmodSync(dir, 0o700);
    return undefined;
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return `${open}, and its mode can't be changed (${why}). Run chmod 700 ${path.resolve(dir)} as its owner.`;
  }
}
