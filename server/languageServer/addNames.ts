import { type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import { definition, references } from "#dockerfile/services/names/definition.ts";
import { prepareRename, rename } from "#dockerfile/services/names/rename.ts";
import { forDocument } from "./forDocument.ts";
import type { Session } from "./session.ts";

/** Definition, references, and rename of stages, variables, and heredocs. */
export function addNames(connection: Connection, { documents }: Session): void {
  connection.onDefinition(
    forDocument(documents, null, ({ dockerfile, uri }, { position }) => {
      const range = definition(dockerfile, position);
      return range === undefined ? null : { uri, range };
    }),
  );
  connection.onReferences(
    forDocument(documents, null, ({ dockerfile, uri }, { position, context }) =>
      references(dockerfile, position, context.includeDeclaration).map((range) => ({ uri, range })),
    ),
  );
  connection.onPrepareRename(
    forDocument(documents, null, ({ dockerfile }, { position }) => {
      const target = prepareRename(dockerfile, position);
      return target === undefined ? null : { range: target.range, placeholder: target.name };
    }),
  );
  connection.onRenameRequest(
    forDocument(documents, null, ({ dockerfile, uri }, { position, newName }) => {
      const result = rename(dockerfile, position, newName);
      if ("error" in result) return new ResponseError(LSPErrorCodes.RequestFailed, result.error);
      return { changes: { [uri]: [...result.edits] } };
    }),
  );
}
