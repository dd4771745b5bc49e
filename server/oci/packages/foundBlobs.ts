/** Most headers that are read of one database. */
export const MAX_BLOBS = 50_000;

/** The headers of packages in a database, or why they are not read. */
export type Blobs = readonly Uint8Array[] | "damaged" | "format";
