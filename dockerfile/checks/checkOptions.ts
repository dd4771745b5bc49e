import { goQuote } from "../go/goFormat.ts";
import { matchDirective } from "../syntax/directive.ts";

/** `# check=skip=A,B;error=true;experimental=all`. */
export interface CheckOptions {
  readonly skipAll: boolean;
  readonly skip: ReadonlySet<string>;
  readonly experimentalAll: boolean;
  readonly experimental: ReadonlySet<string>;
  /** Findings fail the build. */
  readonly error: boolean;
}

export const NO_CHECK_OPTIONS: CheckOptions = {
  skipAll: false,
  skip: new Set(),
  experimentalAll: false,
  experimental: new Set(),
  error: false,
};

const TRUE = /^(1|t|T|TRUE|true|True)$/;
const FALSE = /^(0|f|F|FALSE|false|False)$/;

/** The value of a check directive (BuildKit's `ParseLintOptions`). */
export function parseCheckOptions(text: string): CheckOptions | { readonly mistake: string } {
  // BuildKit takes what stands before the first space.
  const value = text.split(" ", 1)[0] ?? "";
  if (value === "") return NO_CHECK_OPTIONS;
  let options = NO_CHECK_OPTIONS;
  for (const part of value.split(";")) {
    const changed = readOption(part, options);
    if ("mistake" in changed) return changed;
    options = changed;
  }
  return options;
}

function readOption(part: string, options: CheckOptions): CheckOptions | { readonly mistake: string } {
  const cut = part.indexOf("=");
  if (cut === -1) return { mistake: `invalid check option ${goQuote(part)}` };
  const key = part.slice(0, cut).trim();
  const setting = part.slice(cut + 1).trim();
  const names = new Set(setting.split(",").map((name) => name.trim()));
  switch (key) {
    case "skip":
      return setting === "all" ? { ...options, skipAll: true } : { ...options, skip: names };
    case "experimental":
      return setting === "all" ? { ...options, experimentalAll: true } : { ...options, experimental: names };
    case "error": {
      if (TRUE.test(setting) || FALSE.test(setting)) return { ...options, error: TRUE.test(setting) };
      const cause = `strconv.ParseBool: parsing ${goQuote(setting)}: invalid syntax`;
      return { mistake: `failed to parse check option ${goQuote(part)}: ${cause}` };
    }
    default:
      return { mistake: `invalid check option ${goQuote(key)}` };
  }
}

/** The options of the comments right above an instruction; wrong ones say nothing. */
export function commentOptions(comments: readonly string[]): CheckOptions {
  for (const comment of comments) {
    const match = matchDirective(comment, "");
    if (match?.name !== "check") continue;
    const options = parseCheckOptions(match.value);
    return "mistake" in options ? NO_CHECK_OPTIONS : options;
  }
  return NO_CHECK_OPTIONS;
}

export function isWanted(name: string, experimental: boolean, file: CheckOptions, own: CheckOptions): boolean {
  if (experimental) {
    return [file, own].some((options) => options.experimentalAll || options.experimental.has(name));
  }
  return ![file, own].some((options) => options.skipAll || options.skip.has(name));
}
