import type { ShellComment } from "../../shell/shellComment.ts";

/** What is known of a script: what ShellCheck says, or that it took longer than anybody waits. */
export type ShellVerdict =
  | { readonly kind: "comments"; readonly comments: readonly ShellComment[] }
  | { readonly kind: "too-long" };

/** What is known of a script by its text; undefined where nobody asked ShellCheck yet. */
export type ShellVerdicts = (text: string) => ShellVerdict | undefined;
