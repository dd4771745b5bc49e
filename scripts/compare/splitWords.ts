/** The words of a command line; single and double quotes hold spaces together. */
export function splitWords(text: string): string[] {
  const words = text.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|"((?:\\.|[^"\\])*)"/g, (_, single?: string, double?: string) => {
      return single ?? (double ?? "").replaceAll(/\\(.)/g, "$1");
    }),
  );
}
