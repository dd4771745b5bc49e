import * as fs from "node:fs";
import path from "node:path";

/** Files and folders that Strata creates are private to its user; those in images, contexts, and layers have their own modes. */
export const PRIVATE_UMASK = 0o077;

/** Databases that mark a data folder as Strata's. */
const OURS = ["images.db", "lock.db"];

/**
 * Creates the data folder if it is missing, and makes an existing one private. If that fails, returns the reason, as a
 * sentence for the operator; the files in it are private in any case.
 */
export function makePrivate(dir: string): string | undefined {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (process.platform === "win32" || (fs.statSync(dir).mode & 0o077) === 0) return undefined;
  const open = `Other users can read ${dir}`;
  // The root of a separate file system has this folder.
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
