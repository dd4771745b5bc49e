import type * as monaco from "monaco-editor/editor";

/** Without what scripts/unusedMonacoParts.ts leaves out of it. */
export type Monaco = Omit<typeof monaco, "editor" | "lsp"> & {
  readonly editor: Omit<typeof monaco.editor, "createDiffEditor" | "createMultiFileDiffEditor">;
};

let loading: Promise<Monaco> | undefined;

/** The library that editor and diffs are drawn with, 0.8 MB gzipped, loaded after the page is up. A failed load is retried on the next call. */
export function loadMonaco(): Promise<Monaco> {
  // Both are asked for at once and evaluated one after the other: a key is answered between them.
  loading ??= Promise.all([import("monaco-editor/editor"), import("./monacoSetup.ts")]).then(
    ([monaco]) => monaco,
    (cause: unknown) => {
      loading = undefined;
      throw new Error("The editor could not be loaded", { cause });
    },
  );
  return loading;
}
