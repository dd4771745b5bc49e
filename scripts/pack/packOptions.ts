import { parseArgs } from "node:util";
import { type ImageReference, parseReference } from "../../contract/names/reference.ts";

/** What goes into a workshop. */
export interface PackOptions {
  /** IDs of built-in lessons, `all`, or folders. */
  readonly lessons: readonly string[];
  readonly images: readonly ImageReference[];
  readonly output: string;
}

export type ParsedPackOptions =
  | { readonly ok: true; readonly options: PackOptions }
  | { readonly ok: false; readonly mistakes: readonly string[] };

const PACK_USAGE = `npm run pack -- [--lessons all|ID|FOLDER,…] [--images NAME:TAG,…] [--output FILE]

Packs the app, its Node, lessons, and images into one archive that starts without a network.

  --lessons  built-in lessons by ID, all of them (all, the default), or folders with lessons
  --images   images that every FROM can name, besides busybox, pulled with the server's settings
  --output   the archive`;

/** The words after `npm run pack --`. A list can be given with commas, several times, or as several words. */
export function parsePackOptions(args: readonly string[], standardOutput: string): ParsedPackOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        lessons: { type: "string", multiple: true },
        images: { type: "string", multiple: true },
        output: { type: "string", short: "o" },
      },
    });
    const lessons = listed([...(values.lessons ?? []), ...positionals]);
    const images = listed(values.images ?? []).map((text) => ({ text, parsed: parseReference(text) }));
    const mistakes = images.flatMap(({ text, parsed }) => (parsed.ok ? [] : [`--images ${text}: ${parsed.error}`]));
    if (mistakes.length > 0) return { ok: false, mistakes };
    return {
      ok: true,
      options: {
        lessons: lessons.length === 0 ? ["all"] : lessons,
        images: images.flatMap(({ parsed }) => (parsed.ok ? [parsed.reference] : [])),
        output: values.output ?? standardOutput,
      },
    };
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, mistakes: [error.message, PACK_USAGE] };
    throw error;
  }
}

function listed(texts: readonly string[]): string[] {
  const entries = texts.flatMap((text) => text.split(",")).map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== ""))];
}
