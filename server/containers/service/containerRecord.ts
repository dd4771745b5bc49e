import { z } from "zod";
import { containerSchema, publishedPortSchema } from "#contract/container.ts";
import { digestSchema } from "#contract/names/digest.ts";

/** A container as stored: what the wire shows, and what it needs to start again. */
export const containerRecordSchema = z.object({
  owner: z.string(),
  container: containerSchema,
  /** diffIds of the image, base first: they stay as long as the container does, whatever happens to the image. */
  layers: z.array(digestSchema),
  hostname: z.string(),
  /** Ports to publish, also those of `-P`. */
  publish: z.array(publishedPortSchema),
  /** What runs a health check that is given as a string. */
  shell: z.array(z.string()),
  /** What it was made for, and what alone has its files; absent: the sandbox. */
  runtime: z.optional(z.enum(["sandbox", "docker"])),
});

export type ContainerRecord = z.infer<typeof containerRecordSchema>;
