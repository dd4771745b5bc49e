import type { Digest } from "#contract/names/digest.ts";

/** Where the files of a lesson are: a folder of the machine, or a context that somebody sent. */
export type LessonPlace =
  | { readonly kind: "folder"; readonly dir: string }
  | { readonly kind: "context"; readonly digest: Digest };
