import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { NODE, ROOT } from "./install.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** A SIGTERM to npm ends npm and its shell, and never arrives here: their end is the sign. */
function endWithNpm(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    end();
  }, 500);
  watch.unref();
}

/** Runs a program until it ends and passes signals on to it; its exit code. */
export function runToEnd(command, args, env = process.env) {
  const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", env });
  for (const signal of SIGNALS) {
    process.on(signal, () => child.kill(signal));
  }
  endWithNpm(() => child.kill("SIGTERM"));
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** What Node made of the sources is kept: the server and its builders start in half the time. */
const COMPILED = path.join(ROOT, "node_modules", ".cache", "compiled");

/** Small young generations: the server has many threads, and each would keep some megabytes of garbage. */
const FLAGS = JSON.parse(readFileSync(path.join(ROOT, "server", "nodeFlags.json"), "utf8"));

/** Runs the server; its exit code. */
export function runServer(args = [], env = process.env) {
  const main = path.join(ROOT, "server", "main.ts");
  return runToEnd(NODE, [...FLAGS, main, ...args], {
    NODE_COMPILE_CACHE: COMPILED,
    ...env,
  });
}
