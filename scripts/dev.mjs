import { spawn } from "node:child_process";
import path from "node:path";
import { ensureInstalled, NODE, ROOT } from "./install.mjs";

ensureInstalled();

const page = process.env.PORT || "8080";
const backend = process.env.STRATA_DEV_BACKEND || "8081";
const vite = path.join(ROOT, "node_modules", "vite", "bin", "vite.js");
const main = path.join(ROOT, "server", "main.ts");

const children = [
  spawn(NODE, ["--watch", "--watch-preserve-output", "--disable-warning=ExperimentalWarning", main], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PORT: backend },
  }),
  spawn(NODE, [vite, "--port", page, "--strictPort", "--host", process.env.HOST || "127.0.0.1"], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, STRATA_DEV_BACKEND: backend },
  }),
];

let ending = false;
/** One ends, both end. */
function end(code) {
  if (ending) return;
  ending = true;
  process.exitCode = code;
  for (const child of children) if (child.exitCode === null) child.kill("SIGTERM");
}
for (const child of children) child.on("exit", (code) => end(code ?? 0));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(0));
console.log(`Strata, with hot reload, is at http://localhost:${page}`);
