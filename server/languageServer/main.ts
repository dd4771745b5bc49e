import { readFileSync } from "node:fs";
import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { bashFromModules } from "../checks/bashFromModules.ts";
import { checkShell } from "../checks/checkShell.ts";
import { ShellCheckService } from "../checks/shellCheckService.ts";
import { startLanguageServer } from "./languageServer.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  return "unknown";
}

const USAGE = `strata-language-server ${readVersion()}
Speaks the Language Server Protocol on standard input and output (--stdio is understood, and the default).
See docs/language-server.md for editors.`;

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  process.stdout.write(`${USAGE}\n`);
} else if (process.argv.includes("--version")) {
  process.stdout.write(`${readVersion()}\n`);
} else {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // An internal error fails one request, not the editor's session.
  process.on("uncaughtException", (error) => connection.console.error(`${error.stack ?? error.message}`));
  process.on("unhandledRejection", (reason) => connection.console.error(String(reason)));
  const shellCheck = new ShellCheckService();
  startLanguageServer(connection, {
    version: readVersion(),
    loadBash: bashFromModules,
    lateCheck: (dockerfile, options, signal) => checkShell(dockerfile, shellCheck, options, signal),
  });
}
