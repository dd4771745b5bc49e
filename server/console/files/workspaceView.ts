import { ProblemError, problemError } from "#contract/problemError.ts";
import { type WorkspaceSettings, workspaceSchema } from "#contract/workspace.ts";
import type { Files } from "#contract/workspaceFiles.ts";
import { fileEdits } from "#server/workspaces/fileEdits.ts";
import type { ConsoleServices } from "../command/consoleServices.ts";
import { FileTree } from "./fileTree.ts";

interface Seen {
  readonly revision: number;
  readonly tree: FileTree;
  readonly settings: WorkspaceSettings;
}

/** Saves by others that one change gives way to. */
export const MOST_RETRIES = 20;

/** The files of one workspace as last saved, read again only if somebody else saved it. */
export class WorkspaceView {
  readonly #services: Pick<ConsoleServices, "workspaces" | "changes" | "bodies">;
  readonly #place: { readonly owner: string; readonly id: string };
  #seen: Seen | undefined;

  constructor(
    services: Pick<ConsoleServices, "workspaces" | "changes" | "bodies">,
    place: { readonly owner: string; readonly id: string },
  ) {
    this.#services = services;
    this.#place = place;
  }

  /** Throws `workspace/not-found`. */
  async read(): Promise<Seen> {
    const { owner, id } = this.#place;
    const { revision } = this.#services.workspaces.saved(owner, id);
    if (this.#seen?.revision === revision) return this.#seen;
    const { json } = await this.#services.bodies.workspaces.read(this.#place);
    const { files, settings, revision: read } = workspaceSchema.parse(JSON.parse(Buffer.from(json).toString("utf8")));
    this.#seen = { revision: read, tree: new FileTree(files), settings };
    return this.#seen;
  }

  /**
   * Saves what `change` makes of the files; undefined changes nothing. If somebody saved in between, `change` is called
   * again with what they saved. Throws a ProblemError.
   */
  async edit(change: (tree: FileTree) => Files | undefined): Promise<void> {
    for (let attempt = 0; attempt < MOST_RETRIES; attempt++) {
      const { revision, tree, settings } = await this.read();
      const files = change(tree);
      if (files === undefined) return;
      const edits = fileEdits(tree.files, files);
      if (edits.put.length + edits.remove.length === 0) return;
      try {
        const saved = await this.#services.bodies.workspaces.edit(this.#place, edits, revision);
        this.#seen = { revision: saved.revision, tree: new FileTree(files), settings };
        this.#services.changes.saved(this.#place.id);
        return;
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.code !== "workspace/stale") throw error;
      }
    }
    throw alwaysStale();
  }
}

export function alwaysStale(): ProblemError {
  return problemError("workspace/stale", "Others save the workspace again and again.", { next: "Try again." });
}
