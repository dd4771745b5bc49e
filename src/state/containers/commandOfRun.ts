/**
 * The command of a RUN, to be typed into a shell: without its flags; undefined for a heredoc, whose lines a title does not
 * have.
 */
export function commandOfRun(title: string): string | undefined {
  const command = title
    .replace(/^\s*RUN\s+/i, "")
    .replace(/^(?:--\S+\s+)+/, "")
    .trim();
  return command === "" || command.startsWith("<<") ? undefined : command;
}
