import type { Diagnostic, Fix } from "#contract/diagnostic.ts";
import { goQuote } from "../go/goFormat.ts";
import { cleanPath } from "../ignore/cleanPath.ts";
import type { Matcher } from "../ignore/dockerignore.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { isGitAddress } from "../stages/gitAddress.ts";
import { nearestPath } from "../stages/nearestPath.ts";

/** More are not looked through with every key. */
const MAX_PATHS = 5000;

/** Sources of COPY and ADD that the context does not have. `paths` has all of it, folders with a slash at their end. */
export function missingSources(
  { stages }: Dockerfile,
  paths: readonly string[] | undefined,
  ignore: Matcher | undefined,
): readonly Diagnostic[] {
  if (paths === undefined || paths.length > MAX_PATHS) return [];
  const known = new Set(paths.map(withoutSlash));
  return stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => {
      if (instruction.name !== "COPY" && instruction.name !== "ADD") return [];
      if (instruction.name === "COPY" && (instruction.from !== undefined || instruction.parents)) return [];
      return instruction.sources.flatMap((source): readonly Diagnostic[] => {
        if (source.kind !== "path" || !isPlain(source.path.raw)) return [];
        const { raw, range } = source.path;
        const path = cleanPath(`/${raw}`).slice(1);
        // What is ignored is said to be.
        if (path === "" || known.has(path) || ignore?.ignores(path) === true) return [];
        return [missing(path, range, nearestPath(path, [...known]))];
      });
    }),
  );
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}

/** Neither a wildcard nor an address, and nothing in it that is replaced. */
function isPlain(raw: string): boolean {
  return !/[$*?[\]\\"'`]|^[a-z]+:\/\//i.test(raw) && !isGitAddress(raw);
}

function missing(path: string, range: Diagnostic["range"], near: string | undefined): Diagnostic {
  const fixes: Fix[] = near === undefined ? [] : [{ title: `Change to ${near}`, edits: [{ range, newText: near }] }];
  return {
    range,
    severity: "warning",
    code: "copy-source",
    source: "strata",
    message: `${goQuote(`/${path}`)}: not found in the context`,
    next: near === undefined ? "Add the file to the context, or correct the path." : `Did you mean ${near}?`,
    ...(fixes.length > 0 && { fixes }),
  };
}
