import type { ShellComment } from "../../shell/shellComment.ts";

/** What is known of a script: what ShellCheck says, that it took longer than anybody waits, or that it broke down. */
export type ShellVerdict =
  | { readonly kind: "comments"; readonly comments: readonly ShellComment[] }
  | { readonly kind: "too-long" }
  | { readonly kind: "failed" };

/** What is known of a script by its text; undefined where nobody asked ShellCheck yet. */
export type ShellVerdicts = (text: string) => ShellVerdict | undefined;
