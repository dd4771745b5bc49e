import { type ChildProcess, execFile } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export interface DockerOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A docker client (DOCKER), and a folder of this process's own that both its engine and we see (REFERENCE_SHARE, …_INSIDE). */
export class DockerClient {
  readonly #command: readonly string[];
  /** The folder as we see it. */
  readonly here: string;
  /** The same as the engine sees it. */
  readonly inside: string;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    const { DOCKER = "docker", REFERENCE_SHARE: share = "/tmp/strata-compare" } = env;
    this.#command = DOCKER.split(" ");
    // Of this process alone: several may compare at once.
    const folder = `compare-${process.pid}`;
    this.here = join(share, folder);
    this.inside = join(env.REFERENCE_SHARE_INSIDE ?? share, folder);
    mkdirSync(this.here, { recursive: true });
  }

  /** Takes away what was written for the engine. */
  close(): void {
    rmSync(this.here, { recursive: true, force: true });
  }

  run(args: readonly string[], stdin?: string): Promise<DockerOutput> {
    return execute([...this.#command, ...args], (child) => child.stdin?.end(stdin));
  }

  /** Runs it in a terminal of its own, at which nobody types. */
  runInTerminal(args: readonly string[]): Promise<DockerOutput> {
    const words = [...this.#command, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
    return execute(["script", "-q", "-e", "-f", "-c", words.join(" "), "/dev/null"]);
  }
}

function execute(
  [command = "", ...args]: readonly string[],
  feed?: (child: ChildProcess) => void,
): Promise<DockerOutput> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { maxBuffer: 64e6 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code) || 1, stdout, stderr });
    });
    feed?.(child);
  });
}
