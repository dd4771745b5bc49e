import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ensurePage } from "./buildPage.mjs";
import { ensureChromium, installPackage } from "./chromium.mjs";
import { ensureInstalled, NODE, ROOT } from "./install.mjs";
import { ensureTestEngines } from "./testEngines.mjs";
import { BIOME, program, SPELLING, TYPES, UNUSED, VITEST } from "./tools.mjs";

const REPORTS = path.join(ROOT, "node_modules", ".cache", "reports");
const PLAYWRIGHT = program("@playwright/test", "cli.js");

const run = (args, env = {}) =>
  spawnSync(NODE, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, PATH: `${path.dirname(NODE)}${path.delimiter}${process.env.PATH}`, ...env },
  }).status === 0;

function readReport(name) {
  const file = path.join(REPORTS, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** A check that passes or fails as a whole: one command after the other. */
function whole(...commands) {
  const ok = commands.map((args) => run(args)).every((passed) => passed);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** A runner that ends badly without a failed test (an unhandled error, a crash) counts as one. */
function counted(ok, { passed = 0, failed = 0, skipped = 0, flaky = 0 } = {}) {
  return { passed, failed: ok || failed > 0 ? failed : 1, skipped, flaky };
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
  return counted(ok, { passed, failed, skipped, flaky });
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
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped"), flaky: sum("flaky") };
}

function playwright(name, args) {
  const ok = run([PLAYWRIGHT, "test", "--reporter=list,json", ...args], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: path.join(REPORTS, `${name}.json`),
  });
  const stats = readReport(name)?.stats;
  if (stats === undefined) return counted(false);
  const { expected, unexpected: failed, skipped, flaky } = stats;
  return counted(ok, { passed: expected + flaky, failed, skipped, flaky });
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
for (const [name, check] of checks) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  const result = await check();
  results.push({ name, ...result, seconds: (Date.now() - began) / 1000 });
}
await engines?.stop();

console.log("\n── summary");
for (const { name, passed, failed, skipped, flaky = 0, seconds } of results) {
  const note = `${skipped > 0 ? `, ${skipped} SKIPPED` : ""}${flaky > 0 ? `, ${flaky} only at a SECOND TRY` : ""}`;
  console.log(`${name.padEnd(16)} ${passed} passed, ${failed} failed${note}  (${seconds.toFixed(1)} s)`);
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") > 0 ? 1 : 0);
