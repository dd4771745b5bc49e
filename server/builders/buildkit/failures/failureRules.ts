import { FAILURE_ADVICE, pathAdvice, runAdvice } from "#contract/failureAdvice.ts";
import type { ProblemCode } from "#contract/problem.ts";

interface AboutFailure {
  readonly match: RegExpExecArray;
  /** Of the step, as it is shown. */
  readonly title: string;
  readonly lastLines: readonly string[];
}

export interface FailureRule {
  readonly pattern: RegExp;
  readonly code: ProblemCode;
  readonly next: string | ((about: AboutFailure) => string);
  /** Only for this instruction. */
  readonly instruction?: string;
  /** What is shown, if not the message. */
  readonly detail?: (match: RegExpExecArray) => string;
  readonly exitCode?: (match: RegExpExecArray) => number;
  /** It is not about the Dockerfile. */
  readonly notInFile?: true;
}

const URL_ADVICE = "Check the URL, and that the builder can reach it.";

const adviceOnPath = ({ title }: AboutFailure): string =>
  pathAdvice(/^\S+\s(?:.*\s)?--from=/.test(title) ? "source" : "context");

/** The runtime tells why a command did not start as the output of it. */
const adviceOnRun = ({ match: [, code], lastLines }: AboutFailure): string =>
  runAdvice(Number(code ?? 1), lastLines.at(-1));

/** The first that fits counts. The texts are those of BuildKit and of what it passes on. */
export const FAILURES: readonly FailureRule[] = [
  {
    pattern:
      /unable to find (?:user|group) |no matching entries in (?:passwd|group) file|invalid (?:user|group) index|no such (?:user|group)|uids and gids must be in range/,
    code: "build/user",
    next: "Create the user or group in an earlier RUN, or use a number.",
  },
  {
    pattern: /did not complete successfully: exit code: (\d+)/,
    code: "build/run-failed",
    next: adviceOnRun,
    exitCode: ([, code]) => Number(code),
  },
  {
    pattern: /exec format error/,
    code: "build/platform",
    next: "Build for a platform of the builder, or ask the operator to register an emulator (qemu-user-static with binfmt_misc).",
  },
  {
    pattern: /did not complete successfully: (?:open|lstat|stat) \S+: no such file or directory/,
    code: "build/source-missing",
    next: "Check the source of its mounts.",
  },
  { pattern: /did not complete successfully/, code: "build/run-failed", next: runAdvice(1) },
  {
    pattern: /^secret \S+: not found/,
    code: "build/secret",
    next: FAILURE_ADVICE.secret,
  },
  {
    pattern: /unset ssh forward key|no SSH (?:key|agent)/i,
    code: "build/run-failed",
    next: FAILURE_ADVICE.ssh,
  },
  {
    pattern: /no space left on device/,
    code: "build/disk",
    next: "Ask the operator to free space on the builder's machine.",
    notInFile: true,
  },
  {
    pattern: /^dockerfile parse error on line \d+: ([\s\S]*)/,
    code: "dockerfile/syntax",
    next: "Correct the instruction.",
    detail: ([, text = ""]) => text,
  },
  {
    pattern: /target stage .* could not be found/,
    code: "dockerfile/target",
    next: "Use the name of a stage (FROM … AS name), or its number.",
    notInFile: true,
  },
  {
    pattern:
      /invalid reference format|failed to parse stage name|could not parse reference|repository name must be lowercase/,
    code: "image/reference",
    next: "Use a name such as debian:bookworm-slim.",
  },
  {
    pattern: /no match for platform|does not match the specified platform|failed to parse platform/,
    code: "build/platform",
    next: "Build for a platform that the image has, or use another image.",
  },
  {
    pattern: /buildkit-syft-scanner/,
    code: "registry/unreachable",
    next: "Build without an SBOM, or let the builder reach the registry of its scanner.",
    detail: () => "The builder can't pull docker/buildkit-syft-scanner, which lists the packages for an SBOM.",
    notInFile: true,
  },
  {
    pattern:
      /unauthorized|insufficient_scope|authorization (?:failed|required)|access denied|denied: |403 Forbidden|pull access denied/i,
    code: "registry/unauthorized",
    next: "Check the name. If the image is private, log in to its registry first (docker login).",
  },
  {
    pattern: /(?:failed to resolve source metadata|failed to resolve|manifest unknown|pull)[\s\S]*not found/,
    instruction: "FROM",
    code: "registry/not-found",
    next: "Check the name and the tag.",
  },
  {
    // An image's name is full here; a path is in quotes.
    pattern:
      /(?:failed to resolve source metadata|manifest unknown)[\s\S]*not found|manifest unknown|^[\w.:/@-]+: not found$/,
    code: "registry/not-found",
    next: "Check the name and the tag.",
  },
  {
    pattern:
      /failed to (?:do request|resolve source metadata|copy|fetch)[\s\S]*(?:dial tcp|no such host|connection re|i\/o timeout|EOF|TLS|x509|deadline|5\d\d |429|server misbehaving)|toomanyrequests/,
    code: "registry/unreachable",
    next: "Check the name and the network of the builder, or use an image that is stored here, such as busybox.",
  },
  { pattern: /invalid response status (\d+)/, code: "build/source-missing", next: URL_ADVICE },
  {
    pattern: /: not a directory/,
    instruction: "WORKDIR",
    code: "build/copy",
    next: "Use another path: a folder can't take the place of a file.",
  },
  {
    pattern: /^mkdir \S+: not a directory/,
    instruction: "COPY",
    code: "build/copy",
    next: "Check the destination: a folder can't take the place of a file.",
  },
  {
    pattern:
      /("[^"]*": not found)|(?:lstat|open|stat) \S+: no such file or directory|too many (?:links|levels of symbolic links)|^(?:.*: )?(?:no such file or directory|not a directory)|no source files were specified|failed to load cache key/,
    instruction: "COPY",
    code: "build/source-missing",
    next: adviceOnPath,
  },
  { pattern: /dial tcp|^Get "/, instruction: "ADD", code: "build/source-missing", next: URL_ADVICE },
  {
    pattern: /repository .* not found|repository does not contain|fatal: |failed to fetch/,
    instruction: "ADD",
    code: "build/source-missing",
    next: "Check the URL and the ref, and that the builder can reach it.",
  },
  {
    // Inside an archive, not in the context.
    pattern: /^(?:link|mkdir|open|stat|symlink)at |^mkdir \S+: not a directory/,
    instruction: "ADD",
    code: "build/copy",
    next: "Check the archive and the destination: a folder can't take the place of a file.",
  },
  {
    pattern:
      /("[^"]*": not found)|no such file or directory|too many (?:links|levels of symbolic links)|failed to load cache key/,
    instruction: "ADD",
    code: "build/source-missing",
    next: adviceOnPath,
  },
  {
    pattern: /("[^"]*": not found)|no such file or directory/,
    instruction: "RUN",
    code: "build/source-missing",
    next: adviceOnPath,
  },
  {
    pattern: /(network\.host is not allowed)/,
    code: "build/unsupported",
    next: FAILURE_ADVICE.hostNetwork,
    detail: ([, text = ""]) => text,
  },
  {
    pattern: /is not allowed|granting entitlement|entitlement/,
    code: "build/unsupported",
    next: "Remove what asks for it: this builder gives no build the machine's own network or more rights.",
  },
  {
    pattern:
      /exporter is not supported|not supported for the docker driver|not currently supported|unknown scheme|unsupported/i,
    code: "build/unsupported",
    next: "Leave that out, or choose another builder.",
  },
  {
    pattern: /^(?:illegal exclusion pattern|syntax error in pattern)/,
    code: "context/invalid",
    next: "Correct the .dockerignore file.",
    notInFile: true,
  },
  {
    pattern: /failed to read dockerfile|no such file or directory: Dockerfile/,
    code: "dockerfile/missing",
    next: "Add the file to the context.",
    notInFile: true,
  },
  {
    pattern: /mount|rename|mkdir|chown|copy/i,
    instruction: "COPY",
    code: "build/copy",
    next: "Check the destination: a folder can't take the place of a file.",
  },
  { pattern: /[\s\S]/, instruction: "COPY", code: "build/copy", next: "Check the source and the destination." },
  { pattern: /[\s\S]/, instruction: "ADD", code: "build/copy", next: "Check the source and the destination." },
  { pattern: /[\s\S]/, instruction: "RUN", code: "build/run-failed", next: runAdvice(1) },
  { pattern: /[\s\S]*/, code: "build/unsupported", next: "Change what it is about, or choose another builder." },
];
