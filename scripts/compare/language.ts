/**
 * Compares the language core with Docker's own over every Dockerfile below dockerfile/testdata: whether it is accepted, at which
 * line it is rejected, and what the build checks find.
 *
 *   DOCKER=docker node scripts/compare/language.ts [part of a case's path]
 *
 * DOCKER is the command line of a docker client with buildx; the files are sent to it as a tar, so it may be anywhere.
 * A case folder with a file `differs.md` is expected to differ, for the reason that it gives.
 */
import { spawn } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { checkDockerfile } from "#dockerfile/checks/checkDockerfile.ts";

const TESTDATA = join(import.meta.dirname, "../../dockerfile/testdata");

interface Verdict {
  /** Zero-based first and last line of the error; undefined where accepted, −1 where no line is named. */
  readonly error?: { readonly message: string; readonly first: number; readonly last: number };
  /** `Rule:line` of each finding, one-based, sorted. */
  readonly findings: readonly string[];
}

interface LintLocation {
  readonly ranges?: readonly {
    readonly start?: { readonly line?: number };
    readonly end?: { readonly line?: number };
  }[];
}
interface LintResult {
  readonly warnings?: readonly { readonly ruleName: string; readonly location?: LintLocation }[] | null;
  readonly buildError?: { readonly message: string; readonly location?: LintLocation };
}

function linesOf(location: LintLocation | undefined): readonly number[] {
  return (location?.ranges ?? []).map(({ start }) => start?.line ?? 0);
}

async function askDocker(folder: string): Promise<Verdict> {
  const [command = "docker", ...prefix] = (process.env["DOCKER"] ?? "docker").split(" ");
  const tar = spawn("tar", ["-c", "-C", folder, "."], { stdio: ["ignore", "pipe", "inherit"] });
  const docker = spawn(command, [...prefix, "buildx", "build", "--call=lint,format=json", "-"], {
    stdio: [tar.stdout, "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  const errors: Buffer[] = [];
  docker.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  docker.stderr?.on("data", (chunk: Buffer) => errors.push(chunk));
  await new Promise((resolve) => docker.on("close", resolve));
  const text = Buffer.concat(chunks).toString();
  if (!text.startsWith("{")) {
    const message = Buffer.concat(errors).toString().trim().split("\n").at(-1) ?? "";
    return { error: { message, first: -1, last: -1 }, findings: [] };
  }
  const result: LintResult = JSON.parse(text);
  const findings = (result.warnings ?? []).map(
    ({ ruleName, location }) => `${ruleName}:${Math.min(...linesOf(location))}`,
  );
  const { buildError } = result;
  if (buildError === undefined) return { findings: findings.toSorted() };
  const lines = linesOf(buildError.location);
  const error = {
    message: buildError.message,
    first: lines.length === 0 ? -1 : Math.min(...lines) - 1,
    last: lines.length === 0 ? -1 : Math.max(...lines) - 1,
  };
  return { error, findings: findings.toSorted() };
}

/** Our verdict in the same form. Findings are told at the line of their statement, as Docker does. */
function askStrata(folder: string): Verdict & { readonly messages: readonly string[] } {
  const text = readFileSync(join(folder, "Dockerfile"), "utf8");
  const ignoreFile = join(folder, ".dockerignore");
  const dockerignore = existsSync(ignoreFile) ? { dockerignore: readFileSync(ignoreFile, "utf8") } : {};
  const diagnostics = checkDockerfile(text, { ...dockerignore, imageEnv: () => [] });
  const [first] = diagnostics.filter(({ source }) => source === "dockerfile");
  const findings = diagnostics.flatMap(({ source, code, range }) =>
    source === "buildkit" ? [`${code}:${range.start.line + 1}`] : [],
  );
  const messages = diagnostics.map(({ message }) => message);
  if (first === undefined) return { findings: findings.toSorted(), messages };
  const { start, end } = first.range;
  return {
    error: { message: first.message, first: start.line, last: end.line },
    findings: findings.toSorted(),
    messages,
  };
}

/** Rule and line agree; ours may be more exact and name a later line of the same statement. */
function sameFindings(theirs: readonly string[], ours: readonly string[]): boolean {
  const rules = (findings: readonly string[]): string => findings.map((finding) => finding.split(":")[0]).join();
  return theirs.length === ours.length && rules(theirs) === rules(ours);
}

function compare(theirs: Verdict, ours: Verdict): string | undefined {
  if ((theirs.error === undefined) !== (ours.error === undefined)) {
    return theirs.error === undefined
      ? `Docker accepts, Strata says: ${ours.error?.message}`
      : `Strata accepts, Docker says: ${theirs.error.message}`;
  }
  if (theirs.error !== undefined && ours.error !== undefined) {
    const { first, last } = theirs.error;
    const apart = first >= 0 && (ours.error.first > last || ours.error.last < first);
    // Docker's lint stops at an error; what it found before is compared elsewhere.
    return apart ? `line ${ours.error.first + 1} here, ${first + 1} there: ${theirs.error.message}` : undefined;
  }
  if (sameFindings(theirs.findings, ours.findings)) return undefined;
  return `findings here: ${ours.findings.join(" ") || "none"}; there: ${theirs.findings.join(" ") || "none"}`;
}

const wanted = process.argv[2] ?? "";
const folders = globSync("**/Dockerfile", { cwd: TESTDATA })
  .map((file) => join(TESTDATA, dirname(file)))
  .filter((folder) => folder.includes(wanted))
  .toSorted();
let agreed = 0;
let explained = 0;
let sameWords = 0;
let rejected = 0;
for (const folder of folders) {
  const theirs = await askDocker(folder);
  const ours = askStrata(folder);
  if (theirs.error !== undefined && ours.error !== undefined) {
    rejected++;
    if (theirs.error.message.includes(ours.error.message)) sameWords++;
    else
      console.log(
        `  words   ${relative(TESTDATA, folder)}\n          here:  ${ours.error.message}\n          there: ${theirs.error.message}`,
      );
  }
  const difference = compare(theirs, ours);
  if (difference === undefined) agreed++;
  else if (existsSync(join(folder, "differs.md"))) explained++;
  else console.log(`DIFFERS   ${relative(TESTDATA, folder)}\n          ${difference}`);
}
const unexplained = folders.length - agreed - explained;
console.log(
  `${folders.length} Dockerfiles: ${agreed} agree, ${explained} differ for a written reason, ${unexplained} differ; ` +
    `${sameWords} of ${rejected} rejections in Docker's words`,
);
process.exitCode = unexplained === 0 ? 0 : 1;
