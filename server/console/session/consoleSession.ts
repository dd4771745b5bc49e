import { randomBytes } from "node:crypto";
import type { ConsoleEnd, ConsoleRequest } from "#contract/console.ts";
import type { CommandIo, TerminalSize } from "../command/commandIo.ts";
import { openConsoleFiles } from "../files/openConsoleFiles.ts";
import { WorkspaceView } from "../files/workspaceView.ts";
import { parseScript } from "../shell/parseScript.ts";
import { runScript } from "../shell/runScript.ts";
import { ShellState } from "../shell/shellState.ts";
import { isStop, type Script, type SyntaxStop } from "../shell/syntax.ts";
import { syntaxWords } from "../shell/syntaxWords.ts";
import { visibleText } from "../text/visibleText.ts";
import { WORDS } from "../words/words.ts";
import { CommandRun } from "./commandRun.ts";
import { completeLine } from "./completeLine.ts";
import { Keyboard } from "./keyboard.ts";
import { LineEditor } from "./lineEditor.ts";
import { promptText } from "./promptText.ts";
import { type ConsoleClient, Screen } from "./screen.ts";
import { ScriptReader } from "./scriptReader.ts";
import { sessionHost } from "./sessionHost.ts";
import type { SessionOptions } from "./sessionOptions.ts";
import { sessionTerminal } from "./sessionTerminal.ts";
import { terminalOutput } from "./terminalOutput.ts";
import { typedLines } from "./typedLines.ts";

/** A text that a client wants to run. */
interface Queued {
  readonly text: string;
  readonly id: string | undefined;
}

/** Exit codes of bash. */
const BAD_SYNTAX = 2;
const INTERRUPTED = 130;
/** Texts that wait. */
const MOST_QUEUED = 32;

/** One console: reads lines, runs them, and goes on while its client is away. */
export class ConsoleSession {
  readonly id = randomBytes(16).toString("base64url");
  readonly owner: string;
  readonly workspace: string;
  /** Resolves when it has ended. */
  readonly ended: Promise<ConsoleEnd>;
  readonly #ended = Promise.withResolvers<ConsoleEnd>();
  readonly screen = new Screen();
  readonly #options: SessionOptions;
  readonly #view: WorkspaceView;
  readonly #editor: LineEditor;
  readonly #keyboard: Keyboard;
  readonly #reader: ScriptReader;
  #state: ShellState;
  readonly #listeners = new Set<(size: TerminalSize) => void>();
  readonly #queue: Queued[] = [];
  #size: TerminalSize = { columns: 80, rows: 24 };
  #run: CommandRun | undefined;
  #end: ConsoleEnd | undefined;

  constructor(options: SessionOptions) {
    const { owner, workspace, registry, services, history } = options;
    this.owner = owner;
    this.workspace = workspace;
    this.#options = options;
    this.#state = new ShellState(
      registry === undefined ? undefined : new Map([["REGISTRY", { value: registry, exported: true }]]),
    );
    this.#view = new WorkspaceView(services, { owner, id: workspace });
    this.#editor = new LineEditor(this.screen, history.lines(owner, workspace), (line) => this.#complete(line));
    this.#keyboard = new Keyboard(this.#editor, this.screen, () => this.#interrupt());
    this.#reader = new ScriptReader({
      ...{ screen: this.screen, editor: this.#editor, keyboard: this.#keyboard },
      prompt: () => this.#prompt(),
      onLine: (line) => history.add(owner, workspace, line),
      onInterrupt: () => {
        this.#state.lastCode = INTERRUPTED;
      },
    });
    this.ended = this.#ended.promise;
  }

  /** Reads and runs lines from now on. */
  start(): void {
    this.#loop().then(this.#ended.resolve, this.#ended.reject);
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  /** Shows the console to a client; undefined leaves it without one. */
  show(client: ConsoleClient | undefined): void {
    this.screen.show(client);
    if (this.#run === undefined && this.#editor.isReading) this.#tellPrompt();
  }

  #tellPrompt(): void {
    this.screen.tell({ type: "prompt", folder: this.#state.folder });
  }

  /** Keys. Resolves when they are taken: send more then. */
  take(bytes: Uint8Array): Promise<void> {
    return this.#keyboard.take(bytes);
  }

  request(request: ConsoleRequest): void {
    if (request.type === "resize") this.resize(request);
    else if (request.type === "close") this.close("exit");
    else if (request.type === "interrupt") this.#endAll();
    else if (this.#queue.length < MOST_QUEUED) {
      this.#queue.push({ text: request.text, id: request.id });
      if (this.#run === undefined) this.#editor.cancel();
    }
  }

  resize({ columns, rows }: TerminalSize): void {
    this.#size = { columns, rows };
    this.#editor.resize(this.#size);
    for (const listener of this.#listeners) listener(this.#size);
  }

  /** Ends it, and what runs in it. */
  close(reason: ConsoleEnd): void {
    this.#end ??= reason;
    this.screen.stopWaiting();
    this.#run?.abort();
    this.#keyboard.close();
    this.#editor.cancel();
  }

  /** Ctrl-C while a command runs and no line is read. Returns whether one runs. */
  #interrupt(): boolean {
    if (this.#run === undefined) return false;
    void this.screen.write(Buffer.from("^C\r\n"));
    this.#run.interrupt();
    return true;
  }

  /** Ends what runs and all that waits: only what is asked for after this goes on. */
  #endAll(): void {
    for (const { id } of this.#queue.splice(0)) {
      this.screen.tell({ type: "done", code: INTERRUPTED, ...(id !== undefined && { id }) });
    }
    const isTaken = this.#keyboard.interrupt();
    if (!isTaken) this.#interrupt();
    this.#run?.abortLater();
  }

  async #loop(): Promise<ConsoleEnd> {
    let typed = "";
    while (this.#end === undefined) {
      const next = this.#queue.shift();
      if (next !== undefined) {
        // From here on, an interrupt means this one.
        this.#run = new CommandRun();
        const shown = visibleText(next.text.replace(/\n$/, "")).replaceAll("\n", "\r\n");
        await this.#print(`${this.#prompt()}${shown}\r\n`);
        await this.#runText(next.text.endsWith("\n") ? next.text : `${next.text}\n`, next.id);
        continue;
      }
      this.#tellPrompt();
      const read = await this.#reader.read(typed);
      typed = read.typed;
      if (read.text !== undefined) await this.#runText(read.text, undefined);
    }
    this.#editor.close();
    this.screen.tell({ type: "ended", reason: this.#end });
    this.screen.client?.close();
    return this.#end;
  }

  #prompt(): string {
    return promptText(this.#state.folder, this.#state.lastCode);
  }

  async #print(text: string): Promise<void> {
    await this.screen.write(Buffer.from(text));
  }

  async #runText(text: string, id: string | undefined): Promise<void> {
    const named = id === undefined ? {} : { id };
    this.screen.tell({ type: "run", command: text.trimEnd(), ...named });
    const script = parseScript(text);
    const run = this.#run ?? new CommandRun();
    this.#run = run;
    if (isStop(script)) await this.#refuse(script);
    else await this.#runScript(script, run);
    this.#run = undefined;
    if (!this.screen.isLineStart) await this.#print("\r\n");
    const code = this.#state.lastCode;
    this.screen.tell({ type: "done", code, ...named });
    const { owner, workspace, onCommand } = this.#options;
    onCommand?.({ owner, workspace, command: text.trim(), code });
    if (this.#state.leaving !== undefined) this.#end ??= "exit";
  }

  async #runScript(script: Script, run: CommandRun): Promise<void> {
    const onBuild = (id: string) => this.screen.tell({ type: "build", id });
    const host = sessionHost({ ...this.#options, view: this.#view, history: this.#lines(), onBuild }, run);
    const work = runScript(script, this.#state, this.#io(run), host);
    this.#keyboard.release();
    const code = await run.finish(work);
    if (code !== undefined) return;
    // It did not end: what it holds of the console is taken from it.
    this.#state = this.#state.fork();
    this.#state.lastCode = INTERRUPTED;
    this.#keyboard.close();
    this.#editor.cancel();
  }

  #lines() {
    const { history, owner, workspace } = this.#options;
    return {
      lines: [...this.#editor.history].reverse(),
      clear: () => {
        this.#editor.clearHistory();
        history.clear(owner, workspace);
      },
    };
  }

  async #refuse(stop: SyntaxStop): Promise<void> {
    this.#state.lastCode = BAD_SYNTAX;
    const words = stop.stop === "incomplete" ? "The command has no end." : syntaxWords(stop);
    await this.#print(`${visibleText(words)}\r\n`);
  }

  #io(run: CommandRun): CommandIo {
    const isOpen = () => run.isOpen;
    const output = terminalOutput(this.screen, isOpen);
    const parts = { screen: this.screen, editor: this.#editor, keyboard: this.#keyboard, isOpen };
    return {
      stdin: typedLines({ ...parts, signal: run.signal, onInterrupt: () => run.interrupt() }),
      stdout: output,
      stderr: output,
      terminal: sessionTerminal({ ...parts, size: () => this.#size, listeners: this.#listeners }),
    };
  }

  #complete(line: string) {
    const { owner, services, programs } = this.#options;
    const { folder } = this.#state;
    const files = openConsoleFiles(services, owner, this.#view, folder);
    return completeLine(line, { owner, services, files, folder, words: WORDS, programs });
  }
}
