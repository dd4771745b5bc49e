import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "..");
/** The pinned Node, which runs TypeScript as it is. */
export const NODE = path.join(ROOT, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");

const STAMP = path.join(ROOT, "node_modules", ".strata-lock");

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(path.join(ROOT, "package-lock.json")))
    .digest("hex");
}

function isInstalled() {
  if (!existsSync(NODE)) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === lockHash()) return true;
  return installedByNpm();
}

/** Somebody ran npm themselves: what npm wrote down of it names each package of the lock file in its version. */
function installedByNpm() {
  const hidden = path.join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  const versions = (file) =>
    Object.entries(JSON.parse(readFileSync(file, "utf8")).packages).filter(([name]) => name !== "");
  const installed = new Map(versions(hidden).map(([name, { version }]) => [name, version]));
  const wanted = versions(path.join(ROOT, "package-lock.json")).filter(([, entry]) => !entry.optional);
  return wanted.every(([name, { version }]) => installed.get(name) === version);
}

/** Installs what the lock file names, only where something else is installed. Ends the process where npm fails. */
export function ensureInstalled() {
  if (isInstalled()) {
    writeFileSync(STAMP, lockHash());
    return;
  }
  console.log("Installing (once, and after each change of package-lock.json) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, error } = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`npm ci failed${error ? `: ${error.message}` : ""}. Is the npm registry reachable?`);
    process.exit(1);
  }
  writeFileSync(STAMP, lockHash());
}
