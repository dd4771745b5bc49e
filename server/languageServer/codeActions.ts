import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver/node";
import type { Diagnostic, TextEdit } from "#contract/diagnostic.ts";
import { touches } from "#contract/positions.ts";
import { ignoreFixes } from "#dockerfile/checks/ignoreFixes.ts";
import { isSafeToFix } from "#dockerfile/services/fixes/fixesToLookAt.ts";
import type { OpenDocument } from "./openDocument.ts";
import type { Session } from "./session.ts";
import { FIX_ALL, toLspDiagnostic } from "./toLsp.ts";

/** Actions for the findings of a range: fix each, fix all of its check, silence it; and fix the file. */
export async function codeActions(
  session: Session,
  document: OpenDocument,
  { range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const found = document.diagnostics ?? (await session.check(document));
  const touched = found.filter((each) => touches(each.range, range));
  const wants = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const quick = wants(CodeActionKind.QuickFix)
    ? [
        ...touched.flatMap((each) => mending(document, each)),
        ...(await mendingAlike(session, document, touched, found)),
      ]
    : [];
  const silencing = wants(CodeActionKind.QuickFix) ? touched.flatMap((each) => ignoring(document, each)) : [];
  const whole = wants(FIX_ALL) ? await mendingAll(session, document, context.only !== undefined) : [];
  // Silencing is the last resort.
  return [...withoutRepeats(quick), ...whole, ...withoutRepeats(silencing)];
}

/** Actions that several findings share, such as one that silences them, once for all of them. */
function withoutRepeats(actions: readonly CodeAction[]): CodeAction[] {
  const kept = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit]);
    const { diagnostics = [], ...known } = kept.get(key) ?? action;
    const both = kept.has(key) ? [...diagnostics, ...(action.diagnostics ?? [])] : diagnostics;
    kept.set(key, { ...known, ...(both.length === 0 ? {} : { diagnostics: both }) });
  }
  return [...kept.values()];
}

function mending(document: OpenDocument, diagnostic: Diagnostic): CodeAction[] {
  const { fixes = [] } = diagnostic;
  return fixes.map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toLspDiagnostic(diagnostic)],
    ...(fixes.length === 1 && isSafeToFix(diagnostic) ? { isPreferred: true } : {}),
    edit: changing(document, edits),
  }));
}

async function mendingAlike(
  session: Session,
  document: OpenDocument,
  touched: readonly Diagnostic[],
  found: readonly Diagnostic[],
): Promise<CodeAction[]> {
  const hasFix = ({ fixes = [] }: Diagnostic): boolean => fixes.length > 0;
  const codes = [...new Set(touched.filter(hasFix).map(({ code }) => code))];
  const several = codes.filter((code) => found.filter((each) => each.code === code && hasFix(each)).length > 1);
  const actions: CodeAction[] = [];
  for (const code of several) {
    const { edits } = await session.fixAll(document, code);
    if (edits.length === 0) continue;
    const title = `Fix all ${code} in this file`;
    actions.push({ title, kind: CodeActionKind.QuickFix, edit: changing(document, edits) });
  }
  return actions;
}

function ignoring(document: OpenDocument, diagnostic: Diagnostic): CodeAction[] {
  return ignoreFixes(document.dockerfile, diagnostic).map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toLspDiagnostic(diagnostic)],
    edit: changing(document, edits),
  }));
}

/** In a menu only if there is more than one to fix; a request for this kind always gets it. */
async function mendingAll(session: Session, document: OpenDocument, wasAskedFor: boolean): Promise<CodeAction[]> {
  const { edits, fixed } = await session.fixAll(document);
  if (edits.length === 0 || (fixed < 2 && !wasAskedFor)) return [];
  return [{ title: "Fix all safe findings", kind: FIX_ALL, edit: changing(document, edits) }];
}

const changing = ({ uri }: OpenDocument, edits: readonly TextEdit[]) => ({ changes: { [uri]: [...edits] } });
