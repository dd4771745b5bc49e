import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleContent } from "#contract/exampleContent.ts";
import { parseConfig } from "#server/config.ts";
import { type OpenServices, openServices } from "#server/openServices.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import type { CommandIo, Input, Output } from "../command/commandIo.ts";
import type { ConsoleServices } from "../command/consoleServices.ts";
import { WorkspaceView } from "../files/workspaceView.ts";
import { CommandRun } from "../session/commandRun.ts";
import { sessionHost } from "../session/sessionHost.ts";
import { parseScript } from "../shell/parseScript.ts";
import { runScript } from "../shell/runScript.ts";
import { ShellState } from "../shell/shellState.ts";
import type { Script } from "../shell/syntax.ts";
import { docker } from "./docker.ts";

/** What a line of the console printed. */
export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

class Sink implements Output {
  readonly isTerminal = false;
  readonly #chunks: Uint8Array[] = [];

  write(chunk: string | Uint8Array): Promise<void> {
    this.#chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
    return Promise.resolve();
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}

/** For tests: a console without a terminal, over the services of a server in a temporary folder. */
export class DockerConsole {
  readonly dir = mkdtempSync(join(tmpdir(), "strata-docker-"));
  readonly failures: unknown[] = [];
  readonly owner = DEFAULT_OWNER;
  readonly #open: OpenServices;
  readonly #workspace: string;
  readonly #state: ShellState;
  readonly #view: WorkspaceView;
  /** The line that runs. */
  current: CommandRun | undefined;

  constructor() {
    const config = parseConfig({ STRATA_DATA: this.dir, STRATA_LOG: "error", STRATA_NETWORK: "none" });
    this.#open = openServices(config, "1.2.3", (error) => this.failures.push(error));
    const content = exampleContent("test", []);
    this.#workspace = this.services.workspaces.create(this.owner, content).id;
    this.#view = new WorkspaceView(this.services, { owner: this.owner, id: this.#workspace });
    this.#state = new ShellState(new Map());
  }

  get services(): ConsoleServices {
    const { services } = this.#open;
    return { ...services, imageViews: services.imageReader };
  }

  /** Runs a line as if typed, with a text on stdin. */
  async run(line: string, stdin = ""): Promise<Printed> {
    const parsed = parseScript(line);
    if (!isScript(parsed)) throw new Error(`not a line: ${line}`);
    const run = new CommandRun();
    this.current = run;
    const [stdout, stderr] = [new Sink(), new Sink()];
    const io: CommandIo = { stdin: inputOf(stdin), stdout, stderr };
    const host = sessionHost(
      {
        owner: this.owner,
        workspace: this.#workspace,
        services: this.services,
        programs: new Map([[docker.name, docker]]),
        view: this.#view,
        history: { lines: [], clear: () => {} },
        onFailure: (error) => this.failures.push(error),
      },
      run,
    );
    const code = await runScript(parsed, this.#state, io, host);
    return { code, out: stdout.text, err: stderr.text };
  }

  async close(): Promise<void> {
    const { services, containers, janitor, closeStores } = this.#open;
    janitor.stop();
    await Promise.all([services.builds.stop(), containers.close()]);
    await Promise.all([
      services.checker.close(),
      services.imageReader.close(),
      services.bodies.close(),
      services.manifests.close(),
      services.transfers.close(),
    ]);
    closeStores();
    await removeTrees([this.dir]);
  }
}

function isScript(parsed: ReturnType<typeof parseScript>): parsed is Script {
  return Array.isArray(parsed);
}

function inputOf(text: string): Input {
  return {
    isTerminal: false,
    async *[Symbol.asyncIterator]() {
      if (text !== "") yield Buffer.from(text);
    },
  };
}
