import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { folderOf } from "#contract/contextPath.ts";
import type { Files } from "#contract/workspaceFiles.ts";
import { foldersOf } from "../../lib/contextPath.ts";
import { editFile, openFile, useEditor } from "../../state/editor/editor.ts";
import { setDrawer } from "../../state/page/layout.ts";
import { deletePath, useWorkspace } from "../../state/workspace/workspace.ts";
import { ignoreFile } from "../../state/workspace/workspaceFiles.ts";
import { type FileRow, fileRows, folderSizes, MANY_FILES } from "./fileTree.ts";
import { ignoredPaths } from "./ignoredPaths.ts";
import { useCalmFiles } from "./useCalmFiles.ts";

export interface FileTreeView {
  readonly rows: readonly FileRow[];
  readonly ignored: ReadonlySet<string>;
  readonly dockerfile: string;
  readonly openPath: string;
  /** The row Tab goes to. */
  readonly tabStop: string | undefined;
  readonly list: React.RefObject<HTMLDivElement | null>;
  readonly setFocused: (path: string) => void;
  readonly focusRow: (path: string) => void;
  readonly open: (path: string, keyboard: "stays" | "goes there") => void;
  readonly toggle: (path: string) => void;
  readonly remove: (path: string) => void;
}

/** What the tree shows, and its actions. */
export function useFileTree(): FileTreeView {
  const dockerfile = useWorkspace((state) => state.content.settings.dockerfile);
  const files = useCalmFiles();
  const openPath = useEditor((state) => state.openPath) ?? dockerfile;
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState(openPath);
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => fileRows(files, dockerfile, collapsed), [files, dockerfile, collapsed]);
  const ignored = useIgnored(files, dockerfile);
  useFoldLarge(files, setCollapsed);
  useShowFolders(openPath, setCollapsed);

  const focusRow = (path: string) => {
    setFocused(path);
    list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
  };
  return {
    rows,
    ignored,
    dockerfile,
    openPath,
    tabStop: rows.some(({ path }) => path === focused) ? focused : rows[0]?.path,
    list,
    setFocused,
    focusRow,
    open: (path, keyboard) => {
      const show = keyboard === "stays" ? openFile : editFile;
      show(path === dockerfile ? undefined : path);
      setDrawer(false);
    },
    toggle: (path) =>
      setCollapsed((before) => {
        const after = new Set(before);
        if (!after.delete(path)) after.add(path);
        return after;
      }),
    remove: (path) => {
      const index = rows.findIndex((row) => row.path === path);
      const next = rows[index + 1] ?? rows[index - 1];
      deletePath(path);
      if (next) requestAnimationFrame(() => focusRow(next.path));
    },
  };
}

/** A large folder is folded when it first appears, so that a big project is a list one can read. */
function useFoldLarge(
  files: Files,
  setCollapsed: (change: (before: ReadonlySet<string>) => Set<string>) => void,
): void {
  const seen = useRef<ReadonlySet<string>>(new Set());
  useLayoutEffect(() => {
    const counts = folderSizes(files);
    const large = [...counts].flatMap(([path, count]) => (count > MANY_FILES && !seen.current.has(path) ? [path] : []));
    seen.current = new Set([...seen.current, ...counts.keys()]);
    if (large.length > 0) setCollapsed((before) => new Set([...before, ...large]));
  }, [files, setCollapsed]);
}

/** Recomputed only when the paths or the rules change, not with every size. */
function useIgnored(files: Files, dockerfile: string): ReadonlySet<string> {
  const paths = useMemo(() => files.map(({ path }) => path).join("\0"), [files]);
  const rules = ignoreFile(files, dockerfile)?.text;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the files matter by their paths and rules only
  return useMemo(() => ignoredPaths(files, dockerfile), [dockerfile, paths, rules]);
}

/** A file opened from elsewhere is revealed in the tree: the folders above it unfold. */
function useShowFolders(
  openPath: string,
  setCollapsed: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
): void {
  useEffect(() => {
    if (folderOf(openPath) === "") return;
    const above = new Set(foldersOf(openPath));
    setCollapsed((before) => new Set([...before].filter((path) => !above.has(path))));
  }, [openPath, setCollapsed]);
}
