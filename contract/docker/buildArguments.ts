/** The build arguments that builders write before a RUN's command. */
export interface BuildArguments {
  /** As many as the count says; a name is missing if it is unclear where its value begins. */
  readonly names: readonly string[];
  /** What was run, without the default shell. */
  readonly command: string;
}

const SHELL = "/bin/sh -c ";

/** Splits `|2 A=1 B=x y /bin/sh -c make`; undefined if no arguments come first. */
export function splitBuildArguments(text: string): BuildArguments | undefined {
  const [mark = "", digits = ""] = /^\|(\d+) /.exec(text) ?? [];
  if (mark === "") return undefined;
  const count = Number(digits);
  const shell = text.indexOf(SHELL);
  // Values may hold spaces; without the shell's mark the best guess is one word for each.
  const words = text.split(" ");
  const given = shell === -1 ? words.slice(1, count + 1).join(" ") : text.slice(mark.length, shell);
  const names = [...given.matchAll(/(?:^| )([A-Za-z_]\w*)=/g)].map(([, name = ""]) => name).slice(0, count);
  const command = shell === -1 ? words.slice(count + 1).join(" ") : text.slice(shell + SHELL.length);
  return { names, command };
}
