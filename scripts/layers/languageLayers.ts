import type { Layer } from "./layer.ts";

const PURE =
  "The language is pure and has floors: import from those below, and take what else you need as a parameter.";

/** What is pure, for both wings: the words on the wire, the Dockerfile language, and lessons. */
export const LANGUAGE_LAYERS: readonly Layer[] = [
  { folder: "contract", may: [], packages: ["zod"], instead: "contract imports zod and its own files, nothing else." },

  ...[
    { folder: "dockerfile/go", may: [] },
    { folder: "dockerfile/expansion", may: ["dockerfile/go"] },
    { folder: "dockerfile/syntax", may: ["dockerfile/expansion", "dockerfile/go"] },
    { folder: "dockerfile/ignore", may: ["dockerfile/go"] },
    { folder: "dockerfile/instructions", may: ["dockerfile/go", "dockerfile/syntax"] },
    {
      folder: "dockerfile/shell",
      may: ["dockerfile/instructions", "dockerfile/syntax"],
      packages: ["web-tree-sitter"],
    },
    {
      folder: "dockerfile/stages",
      may: [
        "dockerfile/expansion",
        "dockerfile/go",
        "dockerfile/ignore",
        "dockerfile/instructions",
        "dockerfile/syntax",
      ],
    },
    {
      folder: "dockerfile/steps",
      may: [
        "dockerfile/expansion",
        "dockerfile/go",
        "dockerfile/ignore",
        "dockerfile/instructions",
        "dockerfile/stages",
      ],
    },
    {
      folder: "dockerfile/plan",
      may: ["dockerfile/instructions", "dockerfile/stages", "dockerfile/steps", "dockerfile/syntax"],
    },
    {
      folder: "dockerfile/checks",
      may: [
        "dockerfile/expansion",
        "dockerfile/go",
        "dockerfile/ignore",
        "dockerfile/instructions",
        "dockerfile/shell",
        "dockerfile/stages",
        "dockerfile/syntax",
      ],
      packages: ["spdx-license-ids", "yaml"],
    },
    { folder: "dockerfile/services", may: ["dockerfile"] },
  ].map((floor): Layer => ({ packages: [], instead: PURE, ...floor, may: ["contract", ...floor.may] })),
  {
    folder: "lessons",
    may: ["contract", "dockerfile"],
    packages: [
      "hast",
      "hast-util-raw",
      "hast-util-sanitize",
      "mdast",
      "mdast-util-from-markdown",
      "mdast-util-gfm",
      "mdast-util-to-hast",
      "micromark-extension-gfm",
      "yaml",
      "zod",
    ],
    instead: "Lessons are pure: what is seen in builds, images, and containers is passed in as facts.",
  },
];
