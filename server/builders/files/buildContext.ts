import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type Matcher, parseDockerignore } from "#dockerfile/ignore/dockerignore.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { type Files, type OpenNamed, readText } from "../request/contextFiles.ts";
import { contextSource } from "./contextSource.ts";
import type { SourceTree } from "./sourceTree.ts";

const MAX_IGNORE = 8 * 1024 * 1024;

/** What a build may copy from: the context's files after .dockerignore. */
export interface BuildContext {
  /** Identifies these files without their times: same key, same files. */
  readonly key: string;
  /** An invalid pattern of its .dockerignore: BuildKit then builds nothing. */
  readonly mistake?: Problem;
  source(): SourceTree;
  /** A named context of the request, by its normalized name. */
  named(name: string): BuildContext;
}

function ignoreProblem({ line, message }: Matcher["mistakes"][number]): Problem {
  return problem("context/invalid", `${message} (line ${line + 1} of .dockerignore)`, {
    next: "Correct the pattern: close every bracket, and escape a character after every backslash.",
  });
}

function withIgnoreFile(files: Files, ignore: string | undefined, now: number) {
  const matcher = ignore === undefined ? undefined : parseDockerignore(ignore);
  const [wrong] = matcher?.mistakes ?? [];
  const mistake = wrong && ignoreProblem(wrong);
  let source: SourceTree | undefined;
  return {
    ...(mistake && { mistake }),
    key: digestOf(JSON.stringify([files.digest ?? "", ignore ?? ""])),
    source: () => {
      if (mistake !== undefined) throw new ProblemError(mistake);
      source ??= contextSource(files.entries, (path) => matcher?.ignores(path) ?? false, now);
      return source;
    },
  };
}

/** `Dockerfile.dockerignore` beside the Dockerfile wins over `.dockerignore`; a named context has its own. */
export function openBuildContext(
  blobs: BlobStore,
  files: Files,
  dockerfilePath: string,
  now: number,
  openNamed: OpenNamed,
): BuildContext {
  const ignoreOf = (of: Files) => readText(blobs, of, ".dockerignore", MAX_IGNORE);
  const own = readText(blobs, files, `${dockerfilePath}.dockerignore`, MAX_IGNORE);
  const named = new Map<string, BuildContext>();
  const context: BuildContext = {
    ...withIgnoreFile(files, own ?? ignoreOf(files), now),
    named: (name) => {
      const known = named.get(name);
      if (known !== undefined) return known;
      const namedFiles = openNamed(name);
      const opened = { ...context, ...withIgnoreFile(namedFiles, ignoreOf(namedFiles), now) };
      named.set(name, opened);
      return opened;
    },
  };
  return context;
}
