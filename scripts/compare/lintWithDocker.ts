import { execFile } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Finding, Verdict } from "./languageVerdict.ts";

interface Location {
  readonly ranges?: readonly {
    readonly start?: { readonly line?: number };
    readonly end?: { readonly line?: number };
  }[];
}
interface LintResult {
  readonly warnings?:
    | readonly { readonly ruleName: string; readonly detail?: string; readonly location?: Location }[]
    | null;
  readonly buildError?: { readonly message: string; readonly location?: Location };
}

/** Docker's build checks. Contexts are put into a folder that both it and we see (REFERENCE_SHARE, …_INSIDE). */
export class DockerLint {
  readonly #docker: readonly string[];
  readonly #share: string;
  readonly #inside: string;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    const { DOCKER = "docker", REFERENCE_SHARE: share = "/tmp/strata-compare" } = env;
    this.#docker = DOCKER.split(" ");
    const name = `language-${process.pid}`;
    this.#share = join(share, name);
    this.#inside = join(env.REFERENCE_SHARE_INSIDE ?? share, name);
    mkdirSync(this.#share, { recursive: true });
  }

  close(): void {
    rmSync(this.#share, { recursive: true, force: true });
  }

  /** `name` tells apart those that are asked at the same time. */
  async lint(folder: string, name: string): Promise<Verdict> {
    const context = join(this.#share, name);
    rmSync(context, { recursive: true, force: true });
    // A folder and not a tar: Docker reads no .dockerignore from a tar.
    cpSync(folder, context, { recursive: true });
    const { stdout, stderr } = await this.#run([
      "buildx",
      "build",
      "--call=lint,format=json",
      join(this.#inside, name),
    ]);
    if (!stdout.startsWith("{")) {
      const message = stderr.trim().split("\n").at(-1) ?? "";
      return { error: { message, first: -1, last: -1 }, findings: [] };
    }
    const { warnings, buildError }: LintResult = JSON.parse(stdout);
    const findings = (warnings ?? []).map(
      ({ ruleName, detail, location }): Finding => ({ rule: ruleName, message: detail ?? "", ...linesOf(location) }),
    );
    if (buildError === undefined) return { findings };
    return { error: { message: buildError.message, ...linesOf(buildError.location) }, findings };
  }

  async #run(args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
    const [command = "docker", ...first] = this.#docker;
    return await new Promise((resolve) => {
      execFile(command, [...first, ...args], { maxBuffer: 64e6 }, (_error, stdout, stderr) =>
        resolve({ stdout, stderr }),
      );
    });
  }
}

function linesOf(location: Location | undefined): { readonly first: number; readonly last: number } {
  const lines = (location?.ranges ?? []).flatMap(({ start, end }) => [start?.line ?? 0, end?.line ?? start?.line ?? 0]);
  return lines.length === 0 ? { first: -1, last: -1 } : { first: Math.min(...lines) - 1, last: Math.max(...lines) - 1 };
}
