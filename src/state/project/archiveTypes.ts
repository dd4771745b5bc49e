/** By the ends of their names, the longest first. */
export const ARCHIVES = {
  ".tar.gz": "gzip",
  ".tar.zst": "zstd",
  ".tgz": "gzip",
  ".tzst": "zstd",
  ".tar": "tar",
  ".zip": "zip",
} as const;

export const ARCHIVE_TYPES = Object.keys(ARCHIVES).join();
