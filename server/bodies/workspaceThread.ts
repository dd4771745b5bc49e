import type { Digest } from "#contract/names/digest.ts";
import type { WorkspaceCreated, WorkspaceRestored, WorkspaceSaved } from "#contract/workspace.ts";
import type { ShareableWorkspace } from "#server/shares/shareableWorkspace.ts";
import type { FileEdits } from "#server/workspaces/fileEdits.ts";
import type { BodyAnswer } from "./bodyThread.ts";
import type { ReadWorkspace, WorkspaceQuestion } from "./workspaceWork.ts";

type Body = AsyncIterable<Uint8Array>;

/** The workspace and its owner. */
export interface WorkspacePlace {
  readonly owner: string;
  readonly id: string;
}

/**
 * Reads and writes workspaces in a thread: tens of MB would block the main thread, and a writer waits for the disk and
 * for other writers. Every method throws a ProblemError.
 */
export class WorkspaceThread {
  readonly #ask: (question: WorkspaceQuestion, body?: Body) => Promise<BodyAnswer>;

  constructor(ask: (question: WorkspaceQuestion, body?: Body) => Promise<BodyAnswer>) {
    this.#ask = ask;
  }

  async read(place: WorkspacePlace): Promise<ReadWorkspace> {
    const answer = await this.#ask({ about: "workspace", does: "read", ...place });
    return "read" in answer ? answer.read : unexpected();
  }

  async readVersion(place: WorkspacePlace, version: number): Promise<ReadWorkspace> {
    const answer = await this.#ask({ about: "workspace", does: "readVersion", ...place, version });
    return "read" in answer ? answer.read : unexpected();
  }

  async create(owner: string, content: Body): Promise<WorkspaceCreated> {
    const answer = await this.#ask({ about: "workspace", does: "create", owner }, content);
    return "created" in answer ? answer.created : unexpected();
  }

  async save(place: WorkspacePlace, content: Body, expected: number | undefined): Promise<WorkspaceSaved> {
    const answer = await this.#ask({ about: "workspace", does: "save", ...place, expected }, content);
    return "saved" in answer ? answer.saved : unexpected();
  }

  /** Changes files of revision `expected`. Throws `workspace/stale` if it was saved since. */
  async edit(place: WorkspacePlace, edits: FileEdits, expected: number): Promise<WorkspaceSaved> {
    const answer = await this.#ask({ about: "workspace", does: "edit", ...place, edits, expected });
    return "saved" in answer ? answer.saved : unexpected();
  }

  async keepVersion(place: WorkspacePlace, content: Body): Promise<{ readonly version: number }> {
    const answer = await this.#ask({ about: "workspace", does: "keepVersion", ...place }, content);
    return "kept" in answer ? answer.kept : unexpected();
  }

  async restoreVersion(place: WorkspacePlace, version: number): Promise<WorkspaceRestored> {
    const answer = await this.#ask({ about: "workspace", does: "restoreVersion", ...place, version });
    return "restored" in answer ? answer.restored : unexpected();
  }

  /** What is shared of it. Throws share/too-large if it has more than `maxBytes`. */
  async readToShare(place: WorkspacePlace, maxBytes: number): Promise<ShareableWorkspace> {
    const answer = await this.#ask({ about: "workspace", does: "readToShare", ...place, maxBytes });
    return "shareable" in answer ? answer.shareable : unexpected();
  }

  async remove(place: WorkspacePlace): Promise<void> {
    await this.#ask({ about: "workspace", does: "remove", ...place });
  }

  async restore(place: WorkspacePlace): Promise<void> {
    await this.#ask({ about: "workspace", does: "restore", ...place });
  }

  /** Deletes everything of an owner. */
  async forget(owner: string): Promise<void> {
    await this.#ask({ about: "workspace", does: "forget", owner });
  }

  async noteSent(owner: string, digest: Digest): Promise<void> {
    await this.#ask({ about: "workspace", does: "noteSent", owner, digest });
  }
}

function unexpected(): never {
  throw new TypeError("the thread answered another question");
}
