/**
 * The quick check while working: formats and lints what changed since the last commit, runs the unit tests that depend
 * on it, and checks spelling, types, and unused code. `npm run check -- main` compares with a branch instead.
 */
import { execFileSync, spawn } from "node:child_process";
import { ensureInstalled, NODE, ROOT } from "./install.mjs";
import { BIOME, SPELLING, TYPES, UNUSED, VITEST } from "./tools.mjs";

const [base = "HEAD"] = process.argv.slice(2);

const git = (...args) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).split("\0").filter(Boolean);

/** What Biome looks at: all files take five times as long as the changed ones, whose imports it follows anyway. */
function changedFiles() {
  const changed = git("diff", "--name-only", "-z", "--diff-filter=d", base);
  const all = [...changed, ...git("ls-files", "--others", "--exclude-standard", "-z")];
  return all.some((file) => /^biome.*\.json$/.test(file)) ? ["."] : all;
}

const changed = changedFiles();
const BIOME_OPTIONS = ["check", "--write", "--no-errors-on-unmatched", "--files-ignore-unknown=true"];
const STEPS = {
  spelling: SPELLING,
  "unused code": UNUSED,
  types: TYPES,
  "unit tests": [VITEST, "run", "--project=unit*", "--passWithNoTests", "--reporter=dot", `--changed=${base}`],
};

/** Runs one step, and shows what it printed only if it fails. */
function runStep([name, args]) {
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(NODE, args, {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("close", (code) => {
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}

ensureInstalled();
// Formatting changes files: the others read them afterwards.
const formatted = changed.length === 0 || (await runStep(["format and lint", [BIOME, ...BIOME_OPTIONS, ...changed]]));
const passed = await Promise.all(Object.entries(STEPS).map(runStep));
process.exit(formatted && passed.every(Boolean) ? 0 : 1);
