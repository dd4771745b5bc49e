import type { Digest } from "#contract/names/digest.ts";
import {
  type WorkspaceContent,
  type WorkspaceCreated,
  type WorkspaceRestored,
  type WorkspaceSaved,
  workspaceContentSchema,
} from "#contract/workspace.ts";
import { type ShareableWorkspace, shareableWorkspace } from "#server/shares/shareableWorkspace.ts";
import { shareTooLarge } from "#server/shares/shareProblems.ts";
import { editFiles, type FileEdits } from "#server/workspaces/fileEdits.ts";
import { requireBlobs } from "#server/workspaces/heldContent.ts";
import type { WorkspaceStore } from "#server/workspaces/workspaceStore.ts";

/** The work that a thread does for an owner; `create`, `save`, and `keepVersion` read the content from the body. */
export type WorkspaceQuestion = { readonly about: "workspace"; readonly owner: string } & (
  | { readonly does: "create" }
  | { readonly does: "keepVersion"; readonly id: string }
  | { readonly does: "save"; readonly id: string; readonly expected: number | undefined }
  | { readonly does: "edit"; readonly id: string; readonly edits: FileEdits; readonly expected: number }
  | { readonly does: "read" | "remove" | "restore"; readonly id: string }
  | { readonly does: "readVersion"; readonly id: string; readonly version: number }
  | { readonly does: "restoreVersion"; readonly id: string; readonly version: number }
  | { readonly does: "noteSent"; readonly digest: Digest }
  | { readonly does: "forget" }
  | { readonly does: "readToShare"; readonly id: string; readonly maxBytes: number }
);

/** A workspace or a version of one, as JSON. */
export interface ReadWorkspace {
  readonly revision: number;
  readonly json: Uint8Array;
}

export type WorkspaceAnswer =
  | { readonly read: ReadWorkspace }
  | { readonly created: WorkspaceCreated }
  | { readonly saved: WorkspaceSaved }
  | { readonly restored: WorkspaceRestored }
  | { readonly kept: { readonly version: number } }
  | { readonly shareable: ShareableWorkspace }
  | { readonly done: true };

/** Answers a question; `readContent` parses the body. Throws a ProblemError. */
export async function workOnWorkspace(
  store: WorkspaceStore,
  question: WorkspaceQuestion,
  readContent: (schema: typeof workspaceContentSchema) => Promise<WorkspaceContent>,
): Promise<WorkspaceAnswer> {
  const { owner } = question;
  const contentOfOwner = async () => {
    const content = await readContent(workspaceContentSchema);
    requireBlobs(store, owner, content.files);
    return content;
  };
  switch (question.does) {
    case "create":
      return { created: store.create(owner, await contentOfOwner()) };
    case "save":
      return { saved: store.save(owner, question.id, await contentOfOwner(), question.expected) };
    case "edit":
      requireBlobs(store, owner, question.edits.put);
      return { saved: editFiles(store, owner, question.id, question.edits, question.expected) };
    case "keepVersion":
      return { kept: store.keepVersion(owner, question.id, await contentOfOwner()) };
    case "read": {
      const { revision, json } = store.read(owner, question.id);
      return { read: { revision, json: new TextEncoder().encode(json) } };
    }
    case "readToShare": {
      const bytes = store.bytes(owner, question.id);
      if (bytes > question.maxBytes) throw shareTooLarge(bytes, question.maxBytes);
      return { shareable: shareableWorkspace(JSON.parse(store.read(owner, question.id).json)) };
    }
    case "readVersion": {
      const json = new TextEncoder().encode(store.versionJson(owner, question.id, question.version));
      return { read: { revision: 0, json } };
    }
    case "restoreVersion":
      return { restored: store.restoreVersion(owner, question.id, question.version) };
    case "remove":
      store.remove(owner, question.id);
      return { done: true };
    case "restore":
      store.restore(owner, question.id);
      return { done: true };
    case "noteSent":
      store.noteSent(owner, question.digest);
      return { done: true };
    case "forget":
      store.forget(owner);
      return { done: true };
  }
}
