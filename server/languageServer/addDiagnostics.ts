import {
  type Connection,
  DocumentDiagnosticReportKind,
  type Diagnostic as LspDiagnostic,
  type TextDocuments,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "#contract/diagnostic.ts";
import type { ClientAbilities } from "./capabilities.ts";
import { DiagnosticFeed } from "./diagnosticFeed.ts";
import type { Session } from "./session.ts";
import { MAX_TEXT } from "./settings.ts";
import { toLspDiagnostic } from "./toLsp.ts";

interface DiagnosticParts {
  readonly connection: Connection;
  readonly session: Session;
  readonly client: ClientAbilities;
  readonly texts: TextDocuments<TextDocument>;
}

/** Reports findings by push or pull, as the client supports it. Returns a function that checks all open texts again. */
export function addDiagnostics({ connection, session, client, texts }: DiagnosticParts): () => void {
  const { documents, project } = session;
  /** The client's last result, by document, if it pulls. */
  const given = new Map<string, readonly Diagnostic[]>();

  const push = (uri: string, version: number | undefined, diagnostics: readonly LspDiagnostic[]): void => {
    const known = version === undefined ? {} : { version };
    connection.sendDiagnostics({ uri, ...known, diagnostics: [...diagnostics] }).catch(() => {});
  };
  const feed = new DiagnosticFeed({
    session,
    publish: (uri, version, found) => {
      if (!client.pullsDiagnostics) push(uri, version, found.map(toLspDiagnostic));
      else if (given.has(uri) && given.get(uri) !== found) connection.languages.diagnostics.refresh();
    },
    onFailure: (error) => connection.console.error(`A check failed: ${String(error)}`),
  });

  texts.onDidOpen(({ document }) => feed.changed(document.uri, 0));
  texts.onDidChangeContent(({ document }) => {
    if (documents.isReadable(document)) feed.changed(document.uri);
    else if (!client.pullsDiagnostics) push(document.uri, document.version, [tooLong]);
  });
  texts.onDidSave(({ document }) => {
    project.forget(document.uri);
    feed.changed(document.uri, 0);
  });
  texts.onDidClose(({ document: { uri } }) => {
    feed.closed(uri);
    documents.forget(uri);
    given.delete(uri);
  });

  if (client.pullsDiagnostics) {
    connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
      const document = documents.open(uri);
      if (document === undefined) {
        const isOpen = texts.get(uri) !== undefined;
        return { kind: DocumentDiagnosticReportKind.Full, items: isOpen ? [tooLong] : [] };
      }
      const found = document.diagnostics ?? (await session.check(document));
      given.set(uri, found);
      return { kind: DocumentDiagnosticReportKind.Full, items: found.map(toLspDiagnostic) };
    });
  }
  return () => {
    for (const { uri } of texts.all()) feed.changed(uri);
  };
}

const tooLong: LspDiagnostic = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  severity: 3,
  source: "strata",
  code: "too-long",
  message: `This text is longer than ${MAX_TEXT} characters: it is not looked at.`,
};
