/**
 * The quick check while working: formats, lints, checks spelling and types, and runs the unit tests that depend on what
 * changed since the last commit. `npm run check -- main` compares with a branch instead.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { ensureInstalled, NODE, ROOT } from "./install.mjs";

const [base] = process.argv.slice(2);
const bin = (pack, file) => path.join(ROOT, "node_modules", pack, file);
const cache = path.join("node_modules", ".cache", "cspell");
const STEPS = {
  "format and lint": [bin("@biomejs/biome", "bin/biome"), "check", "--write", "."],
  spelling: [bin("cspell", "bin.mjs"), "--no-progress", "--no-summary", "--cache", "--cache-location", cache],
  types: [bin("typescript", "bin/tsc"), "--build", "tsconfig.json"],
  "unit tests": [
    bin("vitest", "vitest.mjs"),
    "run",
    "--project=unit*",
    "--passWithNoTests",
    "--reporter=dot",
    base === undefined ? "--changed" : `--changed=${base}`,
  ],
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
const [first, ...others] = Object.entries(STEPS);
const formatted = await runStep(first);
const passed = await Promise.all(others.map(runStep));
process.exit(formatted && passed.every(Boolean) ? 0 : 1);
