import { setImmediate as turn } from "node:timers/promises";
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import { z } from "zod";
import { positionSchema, rangeSchema } from "#contract/range.ts";
import type { OpenDocument, OpenDocuments } from "./openDocument.ts";

/** Of a request about a text; what each has beside it is the library's. */
const paramsSchema = z.looseObject({
  textDocument: z.looseObject({ uri: z.string() }),
  position: positionSchema.optional(),
  positions: z.array(positionSchema).max(1000).optional(),
  range: rangeSchema.optional(),
});

/**
 * A handler of requests about one text. It answers `none` where the text is not open or too long, and an error where the
 * request makes no sense or was cancelled before it was begun.
 */
export function forDocument<Params, Answer>(
  documents: OpenDocuments,
  none: Answer,
  handle: (
    document: OpenDocument,
    params: Params,
  ) => Answer | ResponseError<void> | Promise<Answer | ResponseError<void>>,
): (params: Params, token: CancellationToken) => Promise<Answer | ResponseError<void>> {
  return async (params, token) => {
    // What was typed or cancelled meanwhile is read first.
    await turn();
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
    const known = paramsSchema.safeParse(params);
    if (!known.success) return new ResponseError(ErrorCodes.InvalidParams, z.prettifyError(known.error));
    const document = documents.open(known.data.textDocument.uri);
    return document === undefined ? none : handle(document, params);
  };
}
