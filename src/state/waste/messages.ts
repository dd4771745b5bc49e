import type { WasteCause } from "#contract/image.ts";

export const messages = {
  baseImage: "the base image",
  undo: "Undo",
  applied: (paths: readonly string[]) => `Changed ${paths.join(" and ")}. Build again to see the effect.`,
} as const;

/** Why bytes of the image are dead, and what to do about it. */
export const deadMessages = {
  where: (storedBy: string, hiddenBy: string, cause: WasteCause) =>
    `${storedBy} stored them, ${hiddenBy} ${deadVerbs[cause]}`,
  line: (line: number) => `line ${line}`,
  layer: (number: number) => `layer ${number}`,
  inBase: "Package managers rewrite their lists, so some of this is normal.",
  againFromBase: "Any change to a file of the base image stores the whole file again.",
  fromBase: (name: string) => `They come from ${name}. Only a different base image avoids them.`,
  advice: {
    copied: {
      deleted: "List them in .dockerignore to keep them out of the build.",
      overwritten: "Copy files that change last, or create them in one step.",
      "metadata-only": "Set owner and mode while copying: COPY --chown and --chmod.",
      "time-only": "Leave out the step that touches them.",
      "stored-again": "Copy them only once.",
    },
    made: {
      deleted: "Delete them in the RUN that creates them: files removed before a step ends are never stored.",
      overwritten: "Write them in a single RUN.",
      "metadata-only": "Change owner and mode in the RUN that creates the files.",
      "time-only": "Leave out the step that touches them, or do it in the RUN that creates them.",
      "stored-again": "Create them in one step only.",
    },
  } satisfies Record<string, Record<WasteCause, string>>,
} as const;

const deadVerbs: Record<WasteCause, string> = {
  deleted: "only hides them",
  overwritten: "overwrites them",
  "metadata-only": "stores them again to change their owner or mode",
  "time-only": "stores them again to change only their time",
  "stored-again": "stores them again unchanged",
};
