/**
 * Compares the language core with Docker's own over many Dockerfiles: whether each is accepted, at which line it is rejected,
 * what the build checks find and where, and the words of it all.
 *
 *   DOCKER=docker node scripts/compare/language.ts [part of a case's path] [folder with Dockerfiles]
 *
 * Without a folder they are those below dockerfile/testdata. A case folder with a file `differs.md` is expected to differ, for the
 * reason that it gives.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Range } from "#contract/range.ts";
import { checkDockerfile } from "#dockerfile/checks/checkDockerfile.ts";
import { parseSyntax } from "#dockerfile/syntax/parseSyntax.ts";
import type { Statement } from "#dockerfile/syntax/statement.ts";
import { differenceOf, messagePairs, missingWords, type Verdict } from "./languageVerdict.ts";
import { DockerLint } from "./lintWithDocker.ts";

const TESTDATA = join(import.meta.dirname, "../../dockerfile/testdata");
/** Asked at the same time. */
const WORKERS = 3;

function lintHere(folder: string): Verdict {
  const text = readFileSync(join(folder, "Dockerfile"), "utf8");
  const ignoreFile = join(folder, ".dockerignore");
  const dockerignore = existsSync(ignoreFile) ? { dockerignore: readFileSync(ignoreFile, "utf8") } : {};
  const imagesFile = join(folder, "images.json");
  const images: Readonly<Record<string, { readonly platform?: string }>> = existsSync(imagesFile)
    ? JSON.parse(readFileSync(imagesFile, "utf8"))
    : {};
  const imagePlatform = (name: string) => images[name]?.platform;
  const diagnostics = checkDockerfile(text, { ...dockerignore, imageEnv: () => [], imagePlatform });
  const { statements } = parseSyntax(text);
  const findings = diagnostics
    .filter(({ source }) => source === "buildkit")
    .map(({ code, message, range, severity }) => {
      // Docker tells the lines of the whole statement.
      const statement = statements.find((each) => isIn(range, linesOf(each)));
      const { start, end } = statement === undefined ? range : linesOf(statement);
      return { rule: code, message, severity, first: start.line, last: end.line };
    });
  const [mistake] = diagnostics.filter(({ source }) => source === "dockerfile");
  if (mistake !== undefined) {
    const { message, range } = mistake;
    return { error: { message, first: range.start.line, last: range.end.line }, findings };
  }
  const rules = findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
  if (rules.length === 0) return { findings };
  return { error: { message: `lint violation found for rules: ${rules.join(", ")}`, first: -1, last: -1 }, findings };
}

/** With the empty lines that it goes on to. */
function linesOf({ range: { start, end }, emptyLines }: Statement): Range {
  return { start, end: { line: Math.max(end.line, ...emptyLines), character: 0 } };
}

function isIn(inner: Range, outer: Range): boolean {
  return inner.start.line >= outer.start.line && inner.end.line <= outer.end.line;
}

interface Counts {
  cases: number;
  agreed: number;
  explained: number;
  unasked: number;
  rejected: number;
  messages: number;
  sameWords: number;
  keyWords: number;
}

const [wanted = "", root = TESTDATA] = process.argv.slice(2);
const base = resolve(root);
const folders = globSync("**/Dockerfile", { cwd: base })
  .map((file) => join(base, dirname(file)))
  .filter((folder) => folder.includes(wanted))
  .toSorted();
const counts: Counts = {
  cases: 0,
  agreed: 0,
  explained: 0,
  unasked: 0,
  rejected: 0,
  messages: 0,
  sameWords: 0,
  keyWords: 0,
};
const docker = new DockerLint(process.env);

function compareMessages(name: string, theirs: Verdict, ours: Verdict): void {
  for (const [there, here] of messagePairs(theirs, ours)) {
    counts.messages++;
    if (there.includes(here)) counts.sameWords++;
    const missing = missingWords(there, here);
    if (missing.length === 0) counts.keyWords++;
    else console.log(`  words   ${name}: ${missing.join(" ")}\n          here:  ${here}\n          there: ${there}`);
  }
}

/** Docker stops where it can't get an image, and says nothing of the rest. */
function isUnasked({ error }: Verdict): boolean {
  return error?.message.includes("failed to resolve source metadata") ?? false;
}

async function work(queue: Iterator<string>, name: string): Promise<void> {
  for (let next = queue.next(); next.done !== true; next = queue.next()) {
    const folder = next.value;
    const label = relative(base, folder);
    const theirs = await docker.lint(folder, name);
    if (isUnasked(theirs)) {
      counts.unasked++;
      console.log(`  unasked ${label}: ${theirs.error?.message}`);
      continue;
    }
    const ours = lintHere(folder);
    const difference = differenceOf(theirs, ours);
    counts.cases++;
    if (theirs.error !== undefined) counts.rejected++;
    if (difference === undefined) {
      counts.agreed++;
      compareMessages(label, theirs, ours);
    } else if (existsSync(join(folder, "differs.md"))) counts.explained++;
    else console.log(`DIFFERS   ${label}\n          ${difference}`);
  }
}

const queue = folders.values();
await Promise.all(Array.from({ length: WORKERS }, (_, index) => work(queue, `worker-${index}`)));
docker.close();
const { cases, agreed, explained, unasked, rejected, messages, sameWords, keyWords } = counts;
const percent = ((100 * agreed) / Math.max(1, cases)).toFixed(1);
const differing = cases - agreed - explained;
console.log(
  `${cases} Dockerfiles, ${rejected} of them rejected: ${agreed} agree (${percent} %), ${explained} differ for a written reason, ` +
    `${differing} differ, ${unasked} have images that Docker can't get; of ${messages} messages ${keyWords} have all key words of Docker's, ${sameWords} are its own words`,
);
process.exitCode = differing === 0 ? 0 : 1;
