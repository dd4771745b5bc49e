import * as fs from "node:fs";
import { problemError } from "#contract/problemError.ts";
import { emptyTree } from "#server/oci/store/fileTree.ts";
import type { DraftFile } from "../../../files/draftFile.ts";
import { LayerDraft } from "../../layer/layerDraft.ts";

/** The limits and attributes of a checkout's files. */
interface CheckoutRules {
  readonly maxBytes: number;
  readonly keepGitDir: boolean;
  /** Seconds since the epoch: the time of all files, as in a fresh checkout. */
  readonly now: number;
}

/** Git has two modes of files; its own are partly read-only. This process's umask does not count. */
function modeOf(mode: number): number {
  const executable = (mode & 0o100) === 0 ? 0 : 0o111;
  return ((mode & 0o200) === 0 ? 0o444 : 0o644) | executable;
}

function draftFile(path: string, stat: fs.Stats, mtime: number): DraftFile {
  const shared = { uid: 0, gid: 0, size: 0, mtime };
  if (stat.isDirectory()) return { ...shared, type: "dir", mode: 0o755 };
  if (stat.isSymbolicLink()) return { ...shared, type: "symlink", mode: 0o777, linkTarget: fs.readlinkSync(path) };
  return { ...shared, type: "file", mode: modeOf(stat.mode), size: stat.size, content: { kind: "disk", path } };
}

/** The files of a checkout as a draft of a layer, owned by root. Throws a ProblemError if they are too large. */
export function checkoutFiles(tree: string, rules: CheckoutRules): LayerDraft {
  const draft = new LayerDraft(emptyTree());
  let bytes = 0;
  const add = (inner: string) => {
    for (const name of fs.readdirSync(`${tree}/${inner}`)) {
      const path = inner === "" ? name : `${inner}/${name}`;
      if (path === ".git" && !rules.keepGitDir) continue;
      const stat = fs.lstatSync(`${tree}/${path}`);
      if (stat.isFile()) bytes += stat.size;
      if (bytes > rules.maxBytes)
        throw problemError("build/disk", `The repository is larger than ${rules.maxBytes} bytes.`);
      draft.put(path, draftFile(`${tree}/${path}`, stat, rules.now));
      if (stat.isDirectory()) add(path);
    }
  };
  add("");
  return draft;
}
