import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Keeps the caches of one owner below a size: the one that was written longest ago goes first. */
export async function boundCaches(root: string, maxBytes: number): Promise<void> {
  const names = await readdir(root).catch(() => []);
  const caches = await Promise.all(names.map((name) => measure(join(root, name))));
  let total = caches.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of caches.sort((a, b) => a.writtenAt - b.writtenAt)) {
    if (total <= maxBytes) return;
    await rm(path, { recursive: true, force: true });
    total -= bytes;
  }
}

async function measure(path: string): Promise<{ path: string; bytes: number; writtenAt: number }> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const stats = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name)).catch(() => undefined)));
  const found = stats.flatMap((one) => (one === undefined ? [] : [one]));
  return {
    path,
    bytes: found.reduce((sum, { size }) => sum + size, 0),
    writtenAt: Math.max(0, ...found.map(({ mtimeMs }) => mtimeMs)),
  };
}
