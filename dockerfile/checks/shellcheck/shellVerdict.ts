import type { ShellComment } from "../../shell/shellComment.ts";

/** What is known of a script: what ShellCheck says, that it took longer than anybody waits, or that it broke down. */
export type ShellVerdict =
  | { readonly kind: "comments"; readonly comments: readonly ShellComment[] }
  | { readonly kind: "too-long" }
  | { readonly kind: "failed" };

/** The verdict on a script by its text; undefined if ShellCheck has not read it yet. */
export type ShellVerdicts = (text: string) => ShellVerdict | undefined;
