import { z } from "zod/mini";

/** A list of files to download: what a layer did, or all files up to it. */
export const listingQuerySchema = z.object({
  of: z._default(z.enum(["layer", "root"]), "root"),
  format: z._default(z.enum(["json", "csv"]), "json"),
});

export type ListingQuery = z.infer<typeof listingQuerySchema>;
