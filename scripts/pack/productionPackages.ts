import { z } from "zod";

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional(), optional: z.boolean().optional() }),
  ),
});

/** The folders of the packages that the server can't do without, from package-lock.json. */
export function productionPackages(lock: unknown): readonly string[] {
  return Object.entries(lockSchema.parse(lock).packages)
    .filter(([folder, { dev, devOptional, optional }]) => folder !== "" && !dev && !devOptional && !optional)
    .map(([folder]) => folder)
    .sort();
}
