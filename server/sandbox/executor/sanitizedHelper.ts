import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("sandbox/source/", import.meta.url));
const FLAGS = ["-std=gnu17", "-D_GNU_SOURCE", "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
/** What is allocated once and kept until the end does not count as a leak. */
export const SANITIZER_OPTIONS = {
  ASAN_OPTIONS: "detect_leaks=0:abort_on_error=1",
  UBSAN_OPTIONS: "print_stacktrace=1",
};

/** A compiler that has the sanitizers; undefined if there is none. */
export function sanitizingCompiler(): string | undefined {
  const args = [...FLAGS, "-x", "c", "-", "-o", "/dev/null"];
  return ["gcc", "clang"].find((name) => spawnSync(name, args, { input: "int main(void){return 0;}" }).status === 0);
}

/** Builds the helper with the sanitizers into `dir`; returns its path. */
export function buildSanitizedHelper(compiler: string, dir: string): string {
  const program = join(dir, "strata-sandbox-sanitized");
  const sources = readdirSync(SOURCE).filter((name) => name.endsWith(".c"));
  execFileSync(compiler, [...FLAGS, ...sources.map((name) => join(SOURCE, name)), "-o", program]);
  return program;
}

export interface SanitizedRun {
  /** The report of a sanitizer or a crash; undefined if there is none, even if the helper itself reports an error. */
  readonly finding?: string;
  readonly status: number | null;
  readonly said: string;
}

export function runSanitized(
  program: string,
  args: readonly string[],
  input: Uint8Array = Buffer.alloc(0),
): SanitizedRun {
  // Descriptor 3 is where a run reports how it ended.
  const options = {
    input,
    env: SANITIZER_OPTIONS,
    maxBuffer: 1 << 28,
    stdio: ["pipe" as const, "pipe" as const, "pipe" as const, "pipe" as const],
  };
  const { status, signal, stderr, output } = spawnSync(program, args, options);
  const isClean = signal === null && !/Sanitizer|runtime error/.test(stderr.toString());
  const said = output.map((bytes) => bytes?.toString("latin1") ?? "").join("");
  return { status, said, ...(!isClean && { finding: `${signal ?? status}: ${stderr.toString()}` }) };
}
