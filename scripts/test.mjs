import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensurePage } from "./buildPage.mjs";
import { ensureChromium, installPackage } from "./chromium.mjs";
import { ensureInstalled, NODE, ROOT } from "./install.mjs";
import { ensureTestEngines } from "./testEngines.mjs";
import { BIOME, program, SPELLING, TYPES, UNUSED, VITEST } from "./tools.mjs";

const REPORTS = path.join(ROOT, "node_modules", ".cache", "reports");
const PLAYWRIGHT = program("@playwright/test", "cli.js");

const withNode = (env = {}) => ({
  ...process.env,
  PATH: `${path.dirname(NODE)}${path.delimiter}${process.env.PATH}`,
  ...env,
});

const run = (args, env = {}) => spawnSync(NODE, args, { cwd: ROOT, stdio: "inherit", env: withNode(env) }).status === 0;

/** The same beside others, without a word before its end: `{ ok, output }`. */
function runBeside(args) {
  const env = withNode(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {});
  const child = spawn(NODE, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ ok: false, output: `${output}${error}\n` }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}

function readReport(name) {
  const file = path.join(REPORTS, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** A check that passes or fails as a whole: its commands run at the same time, and what they say is told in their order. */
async function whole(...commands) {
  const ended = await Promise.all(commands.map(runBeside));
  const failures = commands.filter((_, index) => !ended[index].ok).map(([script]) => path.relative(ROOT, script));
  const failed = failures.length > 0;
  const output = ended.map((one) => one.output).join("");
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: 0, failures, output };
}

/** A runner that ends badly without a failed test (an unhandled error, a crash) counts as one. */
function counted(ok, { passed = 0, failed = 0, skipped = 0, flaky = 0, failures = [] } = {}) {
  const broken = !ok && failed === 0;
  return {
    passed,
    failed: broken ? 1 : failed,
    skipped,
    flaky,
    failures: broken ? ["the run ended badly without a failed test"] : failures,
  };
}

/** The name of a test, and the first line of what it said, without the colors. */
function failure(name, message = "") {
  const [first = ""] = stripVTControlCharacters(message).trim().split("\n");
  return first === "" ? name : `${name}: ${first.slice(0, 300)}`;
}

/** All of Vitest's projects whose names begin so; `files` is a part of the names of those that are wanted. */
function vitest(project, files = "") {
  const name = `${project}${files}`;
  const ok = run([VITEST, "run", `--project=${project}*`, ...(files === "" ? [] : [files])], {
    STRATA_TEST_REPORT: path.join(REPORTS, `${name}.json`),
  });
  const result = readReport(name);
  if (result === undefined) return counted(false);
  const brokenFiles = result.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const { numPassedTests: passed, numFailedTests, numPendingTests = 0, numTodoTests = 0 } = result;
  const flaky = Number(readFileSync(path.join(REPORTS, `${name}.json.second-tries`), "utf8"));
  const [failed, skipped] = [numFailedTests + brokenFiles.length, numPendingTests + numTodoTests];
  const failures = result.testResults.flatMap(({ name: file, message, assertionResults }) => {
    const where = path.relative(ROOT, file);
    const tests = assertionResults.filter(({ status }) => status === "failed");
    if (tests.length === 0 && brokenFiles.some((broken) => broken.name === file)) return [failure(where, message)];
    return tests.map(({ fullName, failureMessages }) => failure(`${where} > ${fullName}`, failureMessages[0]));
  });
  return counted(ok, { passed, failed, skipped, flaky, failures });
}

async function browser() {
  await ensurePage();
  if (!ensureChromium(NODE, PLAYWRIGHT)) {
    console.error("There is no Chromium and none could be installed: put one on the PATH or name it in CHROMIUM_PATH.");
    return counted(false);
  }
  const parts = [
    playwright("e2e", ["--project=desktop", "--project=phone"]),
    playwright("e2e-engines", ["--project=engines", "--workers=1"]),
  ];
  const sum = (key) => parts.reduce((total, part) => total + (part[key] ?? 0), 0);
  const failures = parts.flatMap((part) => part.failures);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped"), flaky: sum("flaky"), failures };
}

function playwright(name, args) {
  const ok = run([PLAYWRIGHT, "test", "--reporter=list,json", ...args], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: path.join(REPORTS, `${name}.json`),
  });
  const report = readReport(name);
  if (report === undefined) return counted(false);
  const { expected, unexpected: failed, skipped, flaky } = report.stats;
  const failures = report.suites.flatMap(failedSpecs);
  return counted(ok, { passed: expected + flaky, failed, skipped, flaky, failures });
}

function failedSpecs({ suites = [], specs = [] }) {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => failure(`e2e/${file} > ${title}`, tests[0]?.results.at(-1)?.error?.message));
  return [...own, ...suites.flatMap(failedSpecs)];
}

/** Programs that tests use: what needs one is skipped if it can't be had, and says so. */
const PROGRAMS = [
  { program: "newuidmap", package: "uidmap", without: "tests of builds by an ordinary user are limited" },
  { program: "skopeo", package: "skopeo", without: "neither the registry nor its archives are tried" },
  { program: "podman", package: "podman", without: "neither the registry nor its archives are tried" },
  { program: "umoci", package: "umoci", without: "its archives are not tried" },
];

function ensurePrograms() {
  if (process.platform !== "linux") return;
  for (const { program: name, package: from, without } of PROGRAMS) {
    if (existsSync(`/usr/bin/${name}`)) continue;
    console.log(`Getting ${name}, for tests …`);
    if (!installPackage(from)) console.warn(`!!! ${name} is missing and can't be installed here: ${without}.`);
  }
}

const CHECKS = [
  ["lint", () => whole([BIOME, "check", "."], SPELLING, UNUSED)],
  ["types", () => whole(TYPES)],
  ["unit", () => vitest("unit")],
  ["integration", () => vitest("integration")],
  ["e2e", browser],
];

/** These only read the sources, and so run at the same time. */
const STATIC = ["lint", "types"];

/** A part of the integration tests, which only runs when it is asked for. */
const ATTACKS = ["attacks", () => vitest("integration", ".attack")];

/** `npm test -- unit e2e` runs only those. */
const wanted = process.argv.slice(2);
const checks = wanted.length === 0 ? CHECKS : [...CHECKS, ATTACKS].filter(([name]) => wanted.includes(name));
if (checks.length === 0) {
  console.error(`There is no such check; there are: ${[...CHECKS, ATTACKS].map(([name]) => name).join(", ")}.`);
  process.exit(2);
}

ensureInstalled();
if (checks.some(([name]) => name === "integration" || name === "attacks")) ensurePrograms();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const results = [];
// Builders are tried on real engines; what can't be had is said, and skipped.
const NEED_ENGINES = ["integration", "e2e"];
const engines = checks.some(([name]) => NEED_ENGINES.includes(name)) ? await ensureTestEngines() : undefined;
Object.assign(process.env, engines?.env);
const timed = async (check) => {
  const began = Date.now();
  const { output = "", ...result } = await check();
  return { output, result: { ...result, seconds: (Date.now() - began) / 1000 } };
};
const begun = new Map(checks.filter(([name]) => STATIC.includes(name)).map(([name, check]) => [name, timed(check)]));
for (const [name, check] of checks) {
  console.log(`\n── ${name}`);
  const { output, result } = await (begun.get(name) ?? timed(check));
  process.stdout.write(output);
  results.push({ name, ...result });
}
await engines?.stop();

console.log("\n── summary");
for (const { name, passed, failed, skipped, flaky = 0, seconds } of results) {
  const note = `${skipped > 0 ? `, ${skipped} SKIPPED` : ""}${flaky > 0 ? `, ${flaky} only at a SECOND TRY` : ""}`;
  console.log(`${name.padEnd(16)} ${passed} passed, ${failed} failed${note}  (${seconds.toFixed(1)} s)`);
}
// Where only the end of the output is kept, it still tells what to look at.
for (const { name, failures } of results) for (const line of failures) console.log(`FAILED ${name}: ${line}`);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") > 0 ? 1 : 0);
