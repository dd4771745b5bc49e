#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { NODE, ROOT } from "./install.mjs";

/** `strata-language-server`: started by an editor on whatever Node is there, it runs on the pinned one. */
if (!existsSync(NODE)) {
  console.error(`strata-language-server: run npm ci in ${ROOT} first.`);
  process.exit(1);
}
const main = path.join(ROOT, "server", "languageServer", "main.ts");
const args = ["--disable-warning=ExperimentalWarning", main, ...process.argv.slice(2)];
// The editor speaks with it directly: what passes through this process would only be slower.
const child = spawn(NODE, args, { stdio: "inherit", shell: process.platform === "win32" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code) => process.exit(code ?? 1));
