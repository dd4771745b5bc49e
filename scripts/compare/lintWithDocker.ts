import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DockerClient } from "./dockerClient.ts";
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

/** Docker's build checks. */
export class DockerLint {
  readonly #docker: DockerClient;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#docker = new DockerClient(env);
  }

  close(): void {
    this.#docker.close();
  }

  /** `name` tells apart those that are asked at the same time. */
  async lint(folder: string, name: string): Promise<Verdict> {
    const context = join(this.#docker.here, name);
    rmSync(context, { recursive: true, force: true });
    // A folder and not a tar: Docker reads no .dockerignore from a tar.
    cpSync(folder, context, { recursive: true });
    const { stdout, stderr } = await this.#docker.run([
      "buildx",
      "build",
      "--call=lint,format=json",
      join(this.#docker.inside, name),
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
}

function linesOf(location: Location | undefined): { readonly first: number; readonly last: number } {
  const lines = (location?.ranges ?? []).flatMap(({ start, end }) => [start?.line ?? 0, end?.line ?? start?.line ?? 0]);
  return lines.length === 0 ? { first: -1, last: -1 } : { first: Math.min(...lines) - 1, last: Math.max(...lines) - 1 };
}
