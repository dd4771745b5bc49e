import { z } from "zod";

/** `ref`: a name, a tag, or an ID, URL-encoded. */
export const imageParams = z.object({ ref: z.string().min(1).max(1024) });
export const layerParams = imageParams.extend({ layer: z.coerce.number().int().min(0).max(10_000) });
export const pageQuery = z.object({ from: z.coerce.number().int().min(0).default(0) });
export const filesQuery = z.object({ path: z.string().max(4096).default("/") });
