import { type Connection, type InlayHint, InlayHintKind } from "vscode-languageserver/node";
import { touches } from "#contract/positions.ts";
import { explainCheck } from "#dockerfile/checks/explainCheck.ts";
import { complete } from "#dockerfile/services/completion/complete.ts";
import { repositoryBefore } from "#dockerfile/services/completion/completeImage.ts";
import { formatDocument } from "#dockerfile/services/formatting/formatDocument.ts";
import { inlayHints } from "#dockerfile/services/hints/inlayHints.ts";
import { signatureHelp } from "#dockerfile/services/hints/signatureHelp.ts";
import { hover } from "#dockerfile/services/hover/hover.ts";
import { documentLinks } from "#dockerfile/services/links/documentLinks.ts";
import { documentHighlights } from "#dockerfile/services/names/documentHighlights.ts";
import { documentSymbols } from "#dockerfile/services/structure/documentSymbols.ts";
import { foldingRanges } from "#dockerfile/services/structure/foldingRanges.ts";
import { selectionRanges } from "#dockerfile/services/structure/selectionRanges.ts";
import {
  encodeSemanticTokens,
  listSemanticTokens,
  semanticTokens,
} from "#dockerfile/services/tokens/semanticTokens.ts";
import type { ClientAbilities } from "./capabilities.ts";
import { codeActions } from "./codeActions.ts";
import { forDocument } from "./forDocument.ts";
import type { Session } from "./session.ts";
import { toLspCompletion, toLspSymbol, toSelectionRange } from "./toLsp.ts";

/** Read-only services: each asks the language core and forwards its answer. */
export function addServices(connection: Connection, session: Session, client: ClientAbilities): void {
  const { documents } = session;

  connection.onCompletion(
    forDocument(documents, null, async (document, { position }) => {
      const { dockerfile, uri } = document;
      const { text, lines } = dockerfile.syntax;
      const repository = repositoryBefore(text.slice(lines.lineStart(position.line), lines.offsetAt(position)));
      const environment = await session.environment(document);
      const tags = repository === undefined ? {} : { [repository]: await session.tags(uri, repository) };
      const items = complete(dockerfile, position, { ...environment, tags });
      return items.map((item) => toLspCompletion(item, client.snippets));
    }),
  );
  connection.onHover(
    forDocument(documents, null, async (document, { position }) => {
      const { dockerfile, diagnostics = [] } = document;
      const told = hover(dockerfile, position, await session.environment(document));
      const touched = diagnostics.filter(({ range }) => touches(range, { start: position, end: position }));
      const explained = touched.flatMap(({ code, alsoKnownAs }) => explainCheck(code, alsoKnownAs) ?? []);
      const parts = [...(told === undefined ? [] : [told.contents.value]), ...new Set(explained)];
      if (parts.length === 0) return null;
      const range = told?.range ?? touched[0]?.range;
      return { contents: { kind: "markdown", value: parts.join("\n\n---\n\n") }, ...(range && { range }) };
    }),
  );
  connection.onSignatureHelp(
    forDocument(documents, null, ({ dockerfile }, { position }) => {
      const help = signatureHelp(dockerfile, position);
      if (help === undefined) return null;
      const signatures = help.signatures.map(({ parameters, ...signature }) => ({
        ...signature,
        parameters: parameters.map(({ label: [start, end], ...about }) => {
          const label: [number, number] = [start, end];
          return { ...about, label };
        }),
      }));
      return { ...help, signatures };
    }),
  );
  connection.onDocumentHighlight(
    forDocument(documents, null, ({ dockerfile }, { position }) => [...documentHighlights(dockerfile, position)]),
  );
  connection.onDocumentSymbol(
    forDocument(documents, null, ({ dockerfile }) => documentSymbols(dockerfile).map(toLspSymbol)),
  );
  connection.onFoldingRanges(forDocument(documents, null, ({ dockerfile }) => [...foldingRanges(dockerfile)]));
  connection.onSelectionRanges(
    forDocument(documents, null, ({ dockerfile }, { positions }) =>
      positions.map((position) => toSelectionRange(selectionRanges(dockerfile, position))),
    ),
  );
  connection.onDocumentLinks(
    forDocument(documents, null, async (document) => [
      ...documentLinks(document.dockerfile, await session.environment(document)),
    ]),
  );
  connection.languages.inlayHint.on(
    forDocument(documents, null, async (document, { range }) => {
      const hints = inlayHints(document.dockerfile, await session.environment(document));
      const { start, end } = range;
      return hints
        .filter(({ position }) => start.line <= position.line && position.line <= end.line)
        .map(({ position, label }): InlayHint => ({ position, label, kind: InlayHintKind.Type, paddingLeft: true }));
    }),
  );
  connection.languages.semanticTokens.on(
    forDocument(documents, { data: [] }, ({ dockerfile }) => ({
      data: [...semanticTokens(dockerfile, { bash: session.bash }).data],
    })),
  );
  connection.languages.semanticTokens.onRange(
    forDocument(documents, { data: [] }, ({ dockerfile }, { range }) => {
      const { lines } = dockerfile.syntax;
      const [start, end] = [lines.lineStart(range.start.line), lines.lineStart(range.end.line + 1)];
      const tokens = listSemanticTokens(dockerfile, { bash: session.bash });
      const shown = tokens.filter((token) => start <= token.start && token.start < end);
      return { data: [...encodeSemanticTokens(shown, lines)] };
    }),
  );
  connection.onCodeAction(forDocument(documents, null, (document, params) => codeActions(session, document, params)));
  connection.onDocumentFormatting(forDocument(documents, null, ({ dockerfile }) => [...formatDocument(dockerfile)]));
  connection.onDocumentRangeFormatting(
    forDocument(documents, null, ({ dockerfile }, { range: { start, end } }) =>
      // Each of its edits is valid on its own.
      formatDocument(dockerfile).filter(({ range }) => start.line <= range.start.line && range.end.line <= end.line),
    ),
  );
}
