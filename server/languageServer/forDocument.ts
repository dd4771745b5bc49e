import { setImmediate as turn } from "node:timers/promises";
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import { z } from "zod";
import { positionSchema, rangeSchema } from "#contract/range.ts";
import type { OpenDocument, OpenDocuments } from "./openDocument.ts";

/** The parameters of a request about a text; other fields are the library's. */
const paramsSchema = z.looseObject({
  textDocument: z.looseObject({ uri: z.string() }),
  position: z.optional(positionSchema),
  positions: z.array(positionSchema).max(1000).optional(),
  range: z.optional(rangeSchema),
});

/**
 * A handler of requests about one text. It returns `none` if the text is not open or too long, and an error if the
 * request is invalid or was canceled before it began.
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
    // Edits and cancellations that arrived meanwhile are handled first.
    await turn();
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
    const known = paramsSchema.safeParse(params);
    if (!known.success) return new ResponseError(ErrorCodes.InvalidParams, z.prettifyError(known.error));
    const document = documents.open(known.data.textDocument.uri);
    return document === undefined ? none : handle(document, params);
  };
}
