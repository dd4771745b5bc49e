import { z } from "zod";

/** A list of files to download: what a layer did, or all files up to it. */
export const listingQuerySchema = z.object({
  of: z.enum(["layer", "root"]).default("root"),
  format: z.enum(["json", "csv"]).default("json"),
});

export type ListingQuery = z.infer<typeof listingQuerySchema>;
