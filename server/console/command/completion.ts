/** What an argument or a flag's value may be completed to. */
export type CompletionKind =
  | "image"
  /** Of any state. */
  | "container"
  | "running-container"
  | "volume"
  /** A file or folder of the workspace. */
  | "file"
  | "folder";
