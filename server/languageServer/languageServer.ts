import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Bash } from "#dockerfile/shell/shellScript.ts";
import { addDiagnostics } from "./addDiagnostics.ts";
import { addNames } from "./addNames.ts";
import { addServices } from "./addServices.ts";
import { abilitiesOf, type ClientAbilities, serverCapabilities } from "./capabilities.ts";
import { OpenDocuments } from "./openDocument.ts";
import { Project } from "./project.ts";
import { type LateCheck, Session } from "./session.ts";
import { MAX_TEXT } from "./settings.ts";
import { SettingsStore } from "./settingsStore.ts";

export interface LanguageServerOptions {
  readonly version: string;
  /** Parses scripts; everything but the rules about commands works without it. */
  readonly loadBash: () => Promise<Bash>;
  /** Slow checks, if there are any. */
  readonly lateCheck?: LateCheck;
}

/** Files to watch: those that affect findings, and those in a context. */
const WATCHED = ["**/.hadolint.{yaml,yml}", "**/{.dockerignore,*.dockerignore}"];

/** Serves one editor over a connection until that ends. */
export function startLanguageServer(connection: Connection, options: LanguageServerOptions): void {
  connection.onInitialize((params) => {
    const client = abilitiesOf(params.capabilities);
    serve(connection, params, client, options);
    return {
      capabilities: serverCapabilities(client),
      serverInfo: { name: "strata-language-server", version: options.version },
    };
  });
  connection.listen();
}

function serve(
  connection: Connection,
  params: InitializeParams,
  client: ClientAbilities,
  { loadBash, lateCheck }: LanguageServerOptions,
): void {
  const texts = new TextDocuments(TextDocument);
  const documents = new OpenDocuments((uri) => texts.get(uri), MAX_TEXT);
  const settings = new SettingsStore(connection, client.configuration, params.initializationOptions);
  const roots = new Set(rootsOf(params));
  const project = new Project(() => [...roots]);
  const session = new Session({ documents, project, settings: (uri) => settings.of(uri) });
  session.lateCheck = lateCheck;
  addServices(connection, session, client);
  addNames(connection, session);
  const recheck = addDiagnostics({ connection, session, client, texts });

  connection.onInitialized(() => {
    // Not for an editor that can't watch: the surroundings are read again at each check.
    if (client.watchedFiles) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(ignore);
    }
    if (client.configuration) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: "strata" }).catch(ignore);
    }
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) roots.delete(uri);
        for (const { uri } of added) roots.add(uri);
        recheck();
      });
    }
  });
  connection.onDidChangeConfiguration((change) => {
    settings.changed(change.settings);
    recheck();
  });
  connection.onDidChangeWatchedFiles(() => {
    project.forget();
    recheck();
  });
  loadBash().then(
    (bash) => {
      session.bash = bash;
      recheck();
      if (client.refreshesTokens) connection.languages.semanticTokens.refresh();
    },
    (error: unknown) => connection.console.warn(`The rules about commands are off: ${String(error)}`),
  );
  texts.listen(connection);
}

/** A client that refuses to register only gets fewer updates. */
function ignore(): void {}

function rootsOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === "string" ? [rootUri] : []);
}
