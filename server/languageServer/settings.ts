import { z } from "zod";

/** Longest text that is checked, in UTF-16 code units, as in the API. */
export const MAX_TEXT = 2_000_000;

const MAX_VALUES = 1000;

/** The section `strata` of the client's configuration. Invalid values are ignored, key by key. */
const settingsSchema = z.object({
  /** Build arguments, by name. */
  buildArgs: z
    .record(z.string(), z.string())
    .refine((args) => Object.keys(args).length <= MAX_VALUES)
    .catch({}),
  /** Stage to build; "" for the last. */
  target: z.string().max(1024).catch(""),
  /** Platform to build for, such as `linux/arm64`. */
  platform: z.string().max(1024).catch(""),
  /** References of images to suggest after FROM and --from. */
  images: z.array(z.string().max(1024)).max(MAX_VALUES).catch([]),
  /** URL of a running Strata to ask about images and tags; "" for none. */
  server: z.string().max(2048).catch(""),
  /** Whether hadolint's rules are checked. */
  hadolint: z.boolean().catch(true),
  /** Whether ShellCheck is used, if it is installed. */
  shellcheck: z.boolean().catch(true),
});

export type Settings = z.infer<typeof settingsSchema>;

const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

/** Parses what a client sends, whatever its form. */
export function readSettings(value: unknown): Settings {
  const section = typeof value === "object" && value !== null && "strata" in value ? value.strata : value;
  const result = settingsSchema.safeParse(section ?? {});
  return result.success ? result.data : DEFAULT_SETTINGS;
}
