/**
 * The one table of what may import what; arrows only go down. `npm run layers` writes the linter's zones
 * (biome.imports.json) and the table in docs/architecture.md from it, and a test walks every import, type-only ones too.
 * Tests, and what only they use, may import anything.
 */
export interface Layer {
  /** A folder; a file belongs to the longest one that it lies in. `x/*` is one layer for each folder in x. */
  readonly folder: string;
  /** Only the files right in the folder; folders below need rows of their own. */
  readonly isFlat?: true;
  /** Folders (with all below them), or single files. A layer may always import itself. */
  readonly may: readonly string[];
  /** Packages: all if absent. `node:*` stands for all of Node's. */
  readonly packages?: readonly string[];
  /** The right way for who may not: one sentence. */
  readonly instead: string;
}

const EMBEDDED = "server/builders/embedded";
const PURE =
  "The language is pure and has floors: import from those below, and take what else you need as a parameter.";
const EGRESS = "server/sandbox/egress";
const STORE = `${EMBEDDED}/snapshots`;

export const LAYERS: readonly Layer[] = [
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
      packages: ["yaml"],
    },
    { folder: "dockerfile/services", may: ["dockerfile"] },
  ].map((floor): Layer => ({ packages: [], instead: PURE, ...floor, may: ["contract", ...floor.may] })),

  {
    folder: EGRESS,
    may: ["contract"],
    instead: "The policy judges addresses: it imports contract and Node only.",
  },
  {
    folder: "server/threads",
    may: ["contract", "server/images/problemError.ts"],
    instead: "A thread carries questions and answers, whatever they are about.",
  },
  { folder: "server/images", may: ["contract"], instead: "Images know nothing of who uses them: pass what they need." },
  {
    folder: "server/registry",
    may: ["contract", "server/images", EGRESS],
    instead: "The registry's client fetches into images and knows nothing of who asks.",
  },
  { folder: "server/contexts", may: ["contract", "server/images"], instead: "contexts imports images and contract." },
  {
    folder: "server/inspect",
    may: ["contract", "server/images"],
    instead: "inspect is pure over images: it imports images and contract.",
  },
  {
    folder: "server/workspaces",
    may: ["contract", "server/contexts/contextPath.ts", "server/images"],
    instead: "workspaces imports images, contract and what a context's path is.",
  },
  {
    folder: "server/checks",
    may: ["contract", "dockerfile"],
    instead: "server/checks only loads what the checks in dockerfile/ need.",
  },
  {
    folder: "server/languageServer",
    may: ["contract", "dockerfile", "server/checks"],
    instead: "The language server is a thin layer over dockerfile and server/checks: it builds nothing.",
  },

  {
    folder: "server/builders",
    isFlat: true,
    may: ["contract"],
    instead: "The builder interface is made of contract's words.",
  },
  {
    folder: EMBEDDED,
    isFlat: true,
    may: ["contract", "server/builders"],
    instead: "The builder hands work to its process.",
  },
  { folder: `${EMBEDDED}/network`, may: [EGRESS], instead: "The network stack knows bytes and addresses only." },
  {
    folder: `${EMBEDDED}/executor`,
    may: ["server/images", `${EMBEDDED}/network`],
    instead:
      "An executor runs a command on layers and knows nothing of Dockerfiles and steps: put it into its request.",
  },
  {
    folder: STORE,
    may: ["contract", "server/images", `${EMBEDDED}/executor`],
    instead: "Snapshots know layers and the executor that unpacks them.",
  },
  {
    folder: `${EMBEDDED}/layer`,
    may: ["contract", "server/images", `${EMBEDDED}/executor`],
    instead: "A layer is made of entries and bytes: who makes it passes them.",
  },
  {
    folder: `${EMBEDDED}/limits`,
    may: ["contract", "server/images", `${EMBEDDED}/executor`],
    instead: "Limits count; they know nothing of what is built.",
  },
  {
    folder: `${EMBEDDED}/cache`,
    may: ["contract", "server/images"],
    instead: "The cache knows keys and results only.",
  },
  {
    folder: `${EMBEDDED}/image`,
    may: ["contract", "dockerfile"],
    instead: "The finished image follows from the plan and the layers.",
  },
  {
    folder: `${EMBEDDED}/sources`,
    may: ["contract", "server/contexts", "server/images", EGRESS, `${EMBEDDED}/layer`, STORE],
    instead: "A source is a tree of files, or a way to download them: it knows no steps.",
  },
  {
    folder: `${EMBEDDED}/session`,
    may: [
      "contract",
      "dockerfile",
      "server/builders",
      "server/contexts",
      "server/images",
      `${EMBEDDED}/cache`,
      `${EMBEDDED}/sources`,
    ],
    instead: "The session is what steps share: what does them stands above it.",
  },
  {
    folder: `${EMBEDDED}/operations`,
    may: [
      "contract",
      "dockerfile",
      "server/contexts",
      "server/images",
      EGRESS,
      `${EMBEDDED}/executor`,
      `${EMBEDDED}/layer`,
      `${EMBEDDED}/limits`,
      `${EMBEDDED}/network`,
      `${EMBEDDED}/session`,
      `${EMBEDDED}/sources`,
      STORE,
    ],
    instead: "An operation does one step with what its task and session hand it.",
  },
  {
    folder: `${EMBEDDED}/engine`,
    may: [
      "contract",
      "dockerfile",
      "server/builders",
      "server/contexts",
      "server/images",
      "server/registry",
      `${EMBEDDED}/cache`,
      `${EMBEDDED}/executor`,
      `${EMBEDDED}/image`,
      `${EMBEDDED}/layer`,
      `${EMBEDDED}/operations`,
      `${EMBEDDED}/session`,
      `${EMBEDDED}/sources`,
    ],
    instead: "The engine runs a plan; who starts it wires it (process/).",
  },
  {
    folder: `${EMBEDDED}/planning`,
    may: [
      "contract",
      "dockerfile",
      "server/builders",
      "server/contexts",
      "server/images",
      `${EMBEDDED}/cache`,
      `${EMBEDDED}/engine`,
      `${EMBEDDED}/operations`,
      `${EMBEDDED}/session`,
      `${EMBEDDED}/sources`,
    ],
    instead: "Planning looks and never runs: it has no executor and no registry.",
  },
  {
    folder: `${EMBEDDED}/sweep`,
    may: [
      "contract",
      "server/builders",
      "server/contexts",
      "server/images",
      `${EMBEDDED}/cache`,
      `${EMBEDDED}/executor`,
      STORE,
    ],
    instead: "The sweep asks the stores what they hold; it builds nothing.",
  },
  {
    folder: `${EMBEDDED}/process`,
    may: ["contract", "server/builders", "server/contexts", "server/images", "server/registry", EGRESS, EMBEDDED],
    instead: "process/ wires the builder and knows nothing of who asks for builds.",
  },

  {
    folder: "server/builds",
    may: ["contract", "server/builders/builder.ts", "server/images"],
    instead: "builds knows the builder interface only: openServices.ts wires the concrete one.",
  },
  {
    folder: "server/http",
    may: [
      "contract",
      "dockerfile",
      "server/builds",
      "server/checks",
      "server/config.ts",
      "server/contexts",
      "server/images",
      "server/inspect",
      "server/threads",
      "server/workspaces",
    ],
    instead: "http hands work to the services: it never sees a concrete builder.",
  },
  {
    folder: "server/acceptance",
    may: ["contract", "server"],
    instead: "Acceptance tests drive the server through its API.",
  },
  {
    folder: "server",
    isFlat: true,
    may: ["contract", "server"],
    instead: "The two wings meet only in contract/ and dockerfile/.",
  },

  { folder: "src/lib", may: ["contract"], instead: "lib is dumb: pure helpers, named by topic." },
  { folder: "src/ui", may: ["src/lib"], instead: "ui is dumb: props in, events out." },
  { folder: "src/api", may: ["contract"], instead: "api imports contract: it is the only place that asks the server." },
  {
    folder: "src/language",
    may: ["contract", "dockerfile", "src/lib"],
    instead: "language runs the language in its worker: it imports contract and dockerfile.",
  },
  {
    folder: "src/state",
    may: ["contract", "dockerfile", "src/api", "src/language", "src/lib"],
    packages: ["zustand"],
    instead: "State is plain, with no React: it imports api, language, lib, and contract.",
  },
  {
    folder: "src/features/*",
    may: ["contract", "dockerfile", "src/lib", "src/state", "src/ui"],
    instead:
      "A feature talks to state/, and state/ to api/ and language/; features share through state/, ui/, or lib/, and App places panes.",
  },
  { folder: "src/layouts", may: ["src"], instead: "Layouts place panes." },
  { folder: "src", isFlat: true, may: ["src"], instead: "The two wings meet only in contract/ and dockerfile/." },
];
