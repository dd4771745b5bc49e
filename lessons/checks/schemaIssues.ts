import type { z } from "zod";

/** A mistake in a value, by the path to it. `key`: about one of its keys. */
export interface Issue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly key?: string;
}

type RawIssue = z.core.$ZodIssue;

/** What is wrong, one by one: of alternatives, what is wrong with the one that was meant. */
export function issuesOf({ issues }: z.ZodError, value: unknown): readonly Issue[] {
  return issues.flatMap((issue) => readIssue(issue, [], value));
}

function readIssue(issue: RawIssue, above: readonly PropertyKey[], value: unknown): readonly Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ message: `Unknown key ${key}.`, path, key }));
  }
  if (issue.code === "invalid_key") {
    return [{ message: issue.issues[0]?.message ?? issue.message, path: path.slice(0, -1), key: String(path.at(-1)) }];
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const meant = meantAlternative(issue.errors, valueAt(value, path));
    if (meant !== undefined) return meant.flatMap((inner) => readIssue(inner, path, value));
  }
  return [{ message: sentence(issue), path }];
}

/** A list was meant to be a list; of the others, the one that gets furthest. */
function meantAlternative(errors: readonly RawIssue[][], value: unknown): readonly RawIssue[] | undefined {
  const fits = errors.filter(
    (issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  const [only] = fits;
  return fits.length === 1 || Array.isArray(value) ? only : undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path) {
    at =
      typeof at === "object" && at !== null ? Object.entries(at).find(([key]) => key === String(part))?.[1] : undefined;
  }
  return at;
}

function sentence(issue: RawIssue): string {
  if (issue.code === "invalid_type") return `Write ${withArticle(issue.expected)} here.`;
  if (issue.code === "invalid_value") return `Write ${issue.values.map(String).join(", or ")} here.`;
  return issue.message;
}

function withArticle(type: string): string {
  const words: Readonly<Record<string, string>> = {
    string: "a text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "keys with values",
    record: "keys with values",
  };
  return words[type] ?? `a value of the type ${type}`;
}
