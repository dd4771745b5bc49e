import type { Layer } from "./layer.ts";

/** The page. */
export const PAGE_LAYERS: readonly Layer[] = [
  { folder: "src/lib", may: ["contract"], instead: "lib is dumb: pure helpers, named by topic." },
  {
    folder: "src/monaco",
    may: ["src/lib"],
    instead: "monaco loads and colors the editor library: features and ui say what it shows.",
  },
  { folder: "src/ui", may: ["src/lib", "src/monaco"], instead: "ui is dumb: props in, events out." },
  { folder: "src/api", may: ["contract"], instead: "api imports contract: it is the only place that asks the server." },
  {
    folder: "src/language",
    may: ["contract", "dockerfile", "src/lib"],
    instead: "language runs the language in its worker: it imports contract and dockerfile.",
  },
  {
    folder: "src/state",
    may: ["contract", "dockerfile", "lessons", "src/api", "src/language", "src/lib"],
    packages: ["zustand", "fflate", "fzstd", "yjs", "y-protocols", "lib0"],
    instead: "State is plain, with no React: it imports api, language, lib, and contract.",
  },
  {
    folder: "src/features/*",
    may: ["contract", "dockerfile", "lessons", "src/lib", "src/monaco", "src/state", "src/ui"],
    instead:
      "A feature talks to state/, and state/ to api/ and language/; features share through state/, ui/, or lib/, and App places panes.",
  },
  { folder: "src/layouts", may: ["src"], instead: "Layouts place panes." },
  {
    folder: "src/embed",
    may: ["contract", "src"],
    instead: "The page for frames places what it takes of features, and stays small: no editor, no language core.",
  },
  {
    folder: "src",
    isFlat: true,
    may: ["contract", "src"],
    instead: "The two wings meet only in contract/, dockerfile/, and lessons/.",
  },
];
