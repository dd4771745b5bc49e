/** One challenge of a `WWW-Authenticate` header (RFC 9110, 11.6.1). */
export interface AuthChallenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Keys in lower case. */
  readonly params: Readonly<Record<string, string>>;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+/;

/** Parses the header and skips invalid parts. Several challenges may share one header, separated by commas. */
export function parseChallenges(header: string): AuthChallenge[] {
  const challenges: { scheme: string; params: Record<string, string> }[] = [];
  for (let rest = trimmed(header); rest !== ""; rest = trimmed(rest)) {
    const word = TOKEN.exec(rest)?.[0];
    if (word === undefined) break;
    rest = rest.slice(word.length);
    const value = /^\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/.exec(rest);
    if (value === null) {
      challenges.push({ scheme: word.toLowerCase(), params: {} });
      continue;
    }
    rest = rest.slice(value[0].length);
    const current = challenges.at(-1);
    if (current !== undefined) current.params[word.toLowerCase()] = value[1]?.replace(/\\(.)/g, "$1") ?? value[2] ?? "";
  }
  return challenges;
}

function trimmed(text: string): string {
  return text.replace(/^[\s,]+/, "");
}
