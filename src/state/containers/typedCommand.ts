/**
 * A RUN's command as it can be typed into a shell without executing it: on one line. Undefined if it needs several, such as
 * a heredoc.
 */
export function typedCommand(command: string): string | undefined {
  const line = command.replaceAll(/[ \t]*\\\r?\n[ \t]*/g, " ").trim();
  return line === "" || /[\r\n]/.test(line) ? undefined : line;
}
