import { problemError } from "#contract/problemError.ts";
import type { CopyOperation, CopySourcePlan } from "#dockerfile/steps/operation.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { type Owner, resolveOwner } from "#server/rootfs/users.ts";
import type { DraftFile } from "../../../files/draftFile.ts";
import { imageSource } from "../../../files/imageSource.ts";
import { selectRepository, selectSource } from "../../../files/selection.ts";
import type { SourceNode } from "../../../files/sourceTree.ts";
import type { Match } from "../../../files/wildcards.ts";
import { DraftPathError } from "../../layer/draftPathError.ts";
import { LayerDraft } from "../../layer/layerDraft.ts";
import type { BuildSession } from "../../session/buildSession.ts";
import type { StepTask } from "../../session/stepTask.ts";
import { archiveOf } from "../archive/archiveOf.ts";
import { unpackArchive } from "../archive/unpackArchive.ts";
import { fetchRepository } from "../git/fetchRepository.ts";
import { type CopyRules, copyMatch } from "./copyTree.ts";
import { fetchUrl } from "./fetchUrl.ts";
import { parseModeChange } from "./modeChange.ts";

/** A file outside any tree: a heredoc's text, a download. */
function looseFile(name: string, file: DraftFile): Match {
  const node: SourceNode = {
    name,
    file,
    identity: {},
    children: () => undefined,
    child: () => undefined,
    digest: () => {
      throw new Error("a loose file can't be read twice");
    },
  };
  return { path: name, node, base: name };
}

interface Found {
  readonly matches: readonly Match[];
  readonly includes: (path: string) => boolean;
  /** Whether archives among the matches are unpacked. */
  readonly unpack: boolean;
}

const EVERYTHING = () => true;

async function findSource(
  session: BuildSession,
  task: StepTask,
  operation: CopyOperation,
  source: CopySourcePlan,
): Promise<Found> {
  switch (source.kind) {
    case "path": {
      const view = await task.roots(operation.root);
      const unpack = operation.unpack ?? operation.instruction === "ADD";
      return { ...selectSource(view.source(), source.path, operation), unpack };
    }
    case "content": {
      const bytes = Buffer.from(source.text);
      const file: DraftFile = {
        ...ROOT_FILE,
        size: bytes.length,
        mtime: session.now,
        content: { kind: "bytes", bytes },
      };
      return { matches: [looseFile(source.name, file)], includes: EVERYTHING, unpack: false };
    }
    case "url": {
      const { digest, name, size, mtime } = await fetchUrl(session, source.url, operation.checksum);
      const file: DraftFile = { ...ROOT_FILE, mode: 0o600, size, mtime, content: { kind: "blob", digest } };
      return { matches: [looseFile(name, file)], includes: EVERYTHING, unpack: operation.unpack ?? false };
    }
    case "git": {
      const layer = await fetchRepository(session, source);
      const tree = imageSource(session.blobs, openFileTree(session.blobs, [layer]));
      return { ...selectRepository(tree, source, operation), unpack: false };
    }
  }
}

const ROOT_FILE: DraftFile = { type: "file", mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0 };

function ownerOf(session: BuildSession, task: StepTask, operation: CopyOperation): Owner | undefined {
  if (operation.chown === undefined) return undefined;
  if (task.layers.length === 0 && !/^\d*(?::\d*)?$/.test(operation.chown)) {
    throw problemError("build/user", `--chown=${operation.chown}: invalid user index: -1`, {
      next: "An empty image has no /etc/passwd. Use numeric IDs.",
    });
  }
  return resolveOwner(session.blobs, openFileTree(session.blobs, task.layers), operation.chown);
}

/** The layer of a COPY or ADD, not written yet. Throws a ProblemError. */
export async function executeCopy(
  session: BuildSession,
  task: StepTask,
  operation: CopyOperation,
): Promise<LayerDraft> {
  const { blobs, now } = session;
  // --link makes no difference here: existing folders keep their attributes and links are followed, as without it.
  const draft = new LayerDraft(openFileTree(blobs, task.layers));
  const owner = ownerOf(session, task, operation);
  const mode = operation.chmod === undefined ? undefined : parseModeChange(operation.chmod);
  try {
    for (const source of operation.sources) {
      const { matches, includes, unpack } = await findSource(session, task, operation, source);
      const rules: CopyRules = { draft, owner, mode, now, includes, copiesTop: source.kind === "git" };
      for (const match of matches) {
        const archive = unpack ? await archiveOf(session, match.path, match.node.file) : undefined;
        if (archive === undefined) copyMatch(rules, match, operation.destination);
        else unpackArchive(blobs, archive, rules, operation.destination);
      }
    }
  } catch (error) {
    throw copyError(error);
  }
  return draft;
}

function copyError(error: unknown): unknown {
  if (error instanceof DraftPathError) {
    return problemError("build/copy", error.problem.detail, {
      next: "Use another destination, or fix the archive: a path goes through a file, through a loop of links, or out of its folder, or is too long.",
    });
  }
  return error;
}
