import {
  type ClientCapabilities,
  CodeActionKind,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { semanticTokenTypes } from "#dockerfile/services/tokens/semanticToken.ts";
import { FIX_ALL } from "./toLsp.ts";

/** The client's capabilities that make a difference. */
export interface ClientAbilities {
  readonly configuration: boolean;
  readonly watchedFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly snippets: boolean;
  readonly refreshesTokens: boolean;
  /** It pulls findings itself, and can be told that they changed. */
  readonly pullsDiagnostics: boolean;
}

export function abilitiesOf({ workspace, textDocument }: ClientCapabilities): ClientAbilities {
  return {
    configuration: workspace?.configuration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    // Without a refresh, ShellCheck's findings would never arrive.
    pullsDiagnostics: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
  };
}

export function serverCapabilities({ pullsDiagnostics }: ClientAbilities): ServerCapabilities {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: { triggerCharacters: ["$", "{", "-", "=", "/", " ", ",", ":"] },
    hoverProvider: true,
    // Only on request: otherwise it would hide completion.
    signatureHelpProvider: { retriggerCharacters: [" ", "-", "=", "[", "<"] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: { label: "Dockerfile" },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [] },
      full: true,
      range: true,
    },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(pullsDiagnostics
      ? { diagnosticProvider: { identifier: "strata", interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
  };
}
