import * as fs from "node:fs";
import { join } from "node:path";

/**
 * Takes all unpacked layers away, so that they are unpacked anew from their blobs. Only where no builder process runs;
 * the next one removes the files. `dir` is the snapshot store's.
 */
export function setAsideLayers(dir: string): void {
  const layers = join(dir, "layers");
  if (!fs.existsSync(layers)) return;
  fs.mkdirSync(join(dir, "tmp"), { recursive: true });
  // No process has the number 0: what bears it is a leftover.
  fs.renameSync(layers, join(dir, "tmp", `0-${Date.now()}`));
}
