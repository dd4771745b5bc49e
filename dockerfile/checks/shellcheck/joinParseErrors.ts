import type { ShellComment } from "../../shell/shellComment.ts";

/** ShellCheck's comments, without the unwanted ones. */
export interface ShellFinding extends Omit<ShellComment, "code"> {
  /** With SC. */
  readonly code: string;
  readonly alsoKnownAs: readonly string[];
}

/** In which construct the error is, that it can't be read, and where reading ended: three sides of one mistake. */
const INSIDE = "SC1009";
const UNREAD = "SC1073";
const ENDED = "SC1072";
const SIDES: ReadonlySet<string> = new Set([INSIDE, UNREAD, ENDED]);

/**
 * ShellCheck stops at the first thing that it can't read and says so up to four times. Here it is said once: in the words
 * that say what is wrong, if there are any, under all the codes.
 */
export function joinParseErrors(findings: readonly ShellFinding[]): readonly ShellFinding[] {
  const sides = findings.filter(({ code }) => SIDES.has(code));
  const rest = findings.filter(({ code }) => !SIDES.has(code));
  if (sides.length === 0) return findings;
  const own = rest.find(({ code, level }) => level === "error" && isOfReading(code)) ?? rest.find(isReadingMistake);
  const alsoKnownAs = sides.map(({ code }) => code);
  if (own !== undefined) {
    return rest.map((finding) => (finding === own ? { ...own, level: "error", alsoKnownAs } : finding));
  }
  const main = sides.find(({ code }) => code === UNREAD) ?? sides[0];
  if (main === undefined) return findings;
  const joined = { ...main, message: messageOf(sides), alsoKnownAs: alsoKnownAs.filter((code) => code !== main.code) };
  return [joined, ...rest];
}

function isReadingMistake({ code }: ShellFinding): boolean {
  return isOfReading(code);
}

/** Codes below 2000 are the parser's. */
function isOfReading(code: string): boolean {
  return code.startsWith("SC1");
}

/** What it is, then why it can't be read. */
function messageOf(sides: readonly ShellFinding[]): string {
  const said = (code: string): string | undefined =>
    sides
      .find((side) => side.code === code)
      ?.message.replace(/ Fix to allow more checks\.$| Fix any mentioned problems and try again\.$/, "");
  const parts = [said(UNREAD), said(ENDED)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" ") : (sides[0]?.message ?? "");
}
