/** The rock of an instruction: names a color token and a pattern. */
export type Rock = "from" | "run" | "copy" | "add" | "workdir";

export const ROCKS: readonly Rock[] = ["from", "run", "copy", "add", "workdir"];

/** The base image is one rock, whatever made its layers. */
export function rockOf({ instruction, inBase }: { readonly instruction: string; readonly inBase?: boolean }): Rock {
  if (inBase) return "from";
  switch (instruction) {
    case "RUN":
      return "run";
    case "COPY":
      return "copy";
    case "ADD":
      return "add";
    case "WORKDIR":
      return "workdir";
    default:
      return "from";
  }
}
