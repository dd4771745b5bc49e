import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  type Diagnostic as LspDiagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const PROGRAM = path.resolve(import.meta.dirname, "../../scripts/languageServer.mjs");

export interface TestClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** URL of the open folder. */
  readonly root?: string;
  readonly initializationOptions?: unknown;
  /** Answers workspace/configuration. */
  readonly settings?: () => unknown;
}

/** An editor with the real program as its language server. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly process: ChildProcess;
  /** The server's last findings of each text. */
  readonly told = new Map<string, readonly LspDiagnostic[]>();
  /** How often it notified of changed findings. */
  refreshes = 0;
  #listeners: (() => void)[] = [];

  private constructor(child: ChildProcess, connection: ProtocolConnection, initialized: InitializeResult) {
    this.process = child;
    this.connection = connection;
    this.initialized = initialized;
  }

  static async start(options: TestClientOptions = {}): Promise<TestClient> {
    const child = spawn("node", [PROGRAM, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    let take: ((change: (client: TestClient) => void) => void) | undefined;
    connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      take?.((client) => client.told.set(uri, diagnostics));
    });
    connection.onRequest("workspace/configuration", () => [options.settings?.() ?? null]);
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/semanticTokens/refresh", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => {
      take?.((client) => {
        client.refreshes += 1;
      });
      return null;
    });
    connection.listen();
    const { capabilities = {}, root, initializationOptions } = options;
    const result = await connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: root ?? null,
      workspaceFolders: root === undefined ? null : [{ uri: root, name: "test" }],
      capabilities,
      ...(initializationOptions === undefined ? {} : { initializationOptions }),
    });
    const client = new TestClient(child, connection, result);
    take = (change) => {
      change(client);
      client.#wake();
    };
    await connection.sendNotification("initialized", {});
    return client;
  }

  async open(uri: string, text: string): Promise<void> {
    const textDocument = { uri, languageId: "dockerfile", version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  ask<Answer>(method: string, uri: string, params: object = {}): Promise<Answer> {
    return this.connection.sendRequest<Answer>(`textDocument/${method}`, { textDocument: { uri }, ...params });
  }

  /** Codes of the findings of a text, once they match. */
  async codes(uri: string, isWanted: (codes: readonly string[]) => boolean): Promise<readonly string[]> {
    return this.until(() => {
      const codes = this.told.get(uri)?.map(({ code }) => String(code));
      return codes !== undefined && isWanted(codes) ? codes : undefined;
    });
  }

  /** Waits for a message of the server. */
  async until<Value>(look: () => Value | undefined): Promise<Value> {
    for (;;) {
      const value = look();
      if (value !== undefined) return value;
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
    }
  }

  /** The exit code. */
  async exited(): Promise<number | null> {
    if (this.process.exitCode === null) await once(this.process, "exit");
    return this.process.exitCode;
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return this.exited();
  }

  #wake(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}
