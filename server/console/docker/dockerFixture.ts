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
import { ConsoleSession } from "../session/consoleSession.ts";
import { type HistoryStore, openHistory } from "../session/historyStore.ts";
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

/** What a person at a terminal types and sees. */
export class TestScreen {
  readonly #type: (bytes: Uint8Array) => Promise<void>;
  #text = "";
  #changed = Promise.withResolvers<void>();

  constructor(type: (bytes: Uint8Array) => Promise<void>) {
    this.#type = type;
  }

  shows(bytes: Uint8Array): void {
    this.#text += Buffer.from(bytes).toString("utf8");
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  type(text: string): Promise<void> {
    return this.#type(Buffer.from(text));
  }

  /** What is shown up to the first `wanted`, and never again. */
  async until(wanted: string): Promise<string> {
    while (!this.#text.includes(wanted)) await this.#changed.promise;
    const end = this.#text.indexOf(wanted) + wanted.length;
    const shown = this.#text.slice(0, end);
    this.#text = this.#text.slice(end);
    return shown;
  }
}

/** For tests: a console without a terminal, over the services of a server in a temporary folder. */
export class DockerConsole {
  readonly dir = mkdtempSync(join(tmpdir(), "strata-docker-"));
  readonly failures: unknown[] = [];
  /** IDs of the builds that its client was notified of. */
  readonly builds: string[] = [];
  readonly owner = DEFAULT_OWNER;
  readonly #open: OpenServices;
  readonly #workspace: string;
  readonly #state: ShellState;
  readonly #view: WorkspaceView;
  #history: HistoryStore | undefined;
  /** The line that runs. */
  current: CommandRun | undefined;

  /** `env`: more of the server's configuration. */
  constructor(env: Readonly<Record<string, string>> = {}) {
    const config = parseConfig({ ...env, STRATA_DATA: this.dir, STRATA_LOG: "error", STRATA_NETWORK: "none" });
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
        onBuild: (id) => this.builds.push(id),
        onFailure: (error) => this.failures.push(error),
      },
      run,
    );
    const code = await runScript(parsed, this.#state, io, host);
    return { code, out: stdout.text, err: stderr.text };
  }

  /** Somebody at a terminal: types, and reads the screen. */
  async sit(): Promise<TestScreen> {
    this.#history ??= openHistory(this.dir);
    const session = new ConsoleSession({
      owner: this.owner,
      workspace: this.#workspace,
      services: this.services,
      programs: new Map([[docker.name, docker]]),
      history: this.#history,
      onFailure: (error) => this.failures.push(error),
    });
    const screen = new TestScreen((bytes) => session.take(bytes));
    session.show({
      send: (bytes, sent) => {
        screen.shows(bytes);
        sent();
      },
      tell: () => {},
      close: () => {},
    });
    session.start();
    await screen.until("$ ");
    return screen;
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
    this.#history?.close();
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
