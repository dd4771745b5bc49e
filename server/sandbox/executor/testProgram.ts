import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunMount } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";

/** Whether the programs in testdata/ can be compiled here. */
export const hasCompiler = canRun("cc");

function canRun(command: string): boolean {
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Compiles testdata/NAME.c to a static program; returns its path. */
function compileProgram(sandbox: SandboxFixture, name: string): string {
  const program = join(sandbox.newDir("program"), name);
  const source = fileURLToPath(new URL(`testdata/${name}.c`, import.meta.url));
  execFileSync("cc", ["-static", "-O1", "-w", source, "-o", program]);
  chmodSync(program, 0o755);
  return program;
}

/** The program as `/NAME` in a sandbox. */
export function programMount(sandbox: SandboxFixture, name: string): RunMount {
  return { type: "bind", source: compileProgram(sandbox, name), target: `/${name}`, readOnly: true };
}
