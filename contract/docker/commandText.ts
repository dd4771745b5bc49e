/** COMMAND of `docker ps`, untruncated and unquoted: arguments with a space are in single quotes. */
export function commandText([path = "", ...args]: readonly string[]): string {
  return [path, ...args.map((arg) => (arg.includes(" ") ? `'${arg}'` : arg))].join(" ");
}
