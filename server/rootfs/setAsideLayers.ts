import * as fs from "node:fs";
import { join } from "node:path";
import { foreignOwner } from "./foreignOwner.ts";

/** Moves a folder to where the next builder process removes it; does nothing if it does not exist. */
function setAside(dir: string, name: string): void {
  fs.mkdirSync(join(dir, "tmp"), { recursive: true });
  try {
    // No process has the ID 0, so this counts as left by a dead one.
    fs.renameSync(join(dir, name), join(dir, "tmp", `0-${name}-${Date.now()}`));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/**
 * Moves all unpacked layers away, so that they are unpacked again from their blobs. Only if no builder process runs;
 * the next one removes the files. `dir` is the snapshot store's.
 */
export function setAsideLayers(dir: string): void {
  setAside(dir, "layers");
}

/**
 * Moves away what was unpacked for sandboxes with ids other than today's (by an older version, or another kind of
 * user): its owners are different users now. Layers are unpacked again from their blobs; caches start empty. The writable
 * layers of containers and volumes exist nowhere else: they stay, and whoever starts such a container gets the reason.
 */
export function setAsideForeign(dir: string): void {
  const layers = join(dir, "layers");
  // An empty folder may be one that another process is making.
  if (foreignOwner(layers) === undefined || fs.readdirSync(layers).length === 0) return;
  for (const name of ["layers", "mounts"]) setAside(dir, name);
}
