/** Folders and files of the project that a workshop needs. */
export const SHIPPED = [
  "contract",
  "dist",
  "dockerfile",
  "docs",
  "examples",
  "lessons",
  "server",
  "scripts/doctor",
  "LICENSE",
  "package.json",
] as const;

/** What is only for tests, for development, or for building native code that nothing here loads. */
const LEFT_OUT = [
  /\.test\.ts$/,
  /(?:^|\/)testdata\//,
  /^server\/acceptance\/(?!(?:launchServer|processesBelow|residentMemory)\.ts$)/,
  /^server\/sandbox\/executor\/sandbox\/source\//,
  /^docs\/.*(?<!\.md)$/,
  // Node reads no types below node_modules.
  /^node_modules\/.*\.(?:map|[cm]?ts|flow)$/,
  // Not what says whose they are: LICENSE.md and the like.
  /^node_modules\/.*\/(?!lic|notice|copying)[^/]*\.md$/i,
  /^node_modules\/(?:@[^/]+\/)?[^/]+\/(?:tests?|docs|bench|benchmarks?|examples?)\//,
  /^node_modules\/(?:zod\/src|web-tree-sitter\/debug)\//,
  /^node_modules\/@opentelemetry\/[^/]+\/build\/(?:esm|esnext)\//,
  /^node_modules\/@opentelemetry\/semantic-conventions\/(?:build\/src|dist)\/(?:experimental_|index-incubating)/,
  // For browsers, and what a package measured of itself.
  /^node_modules\/(?:protobufjs\/dist|yaml\/browser|lib0\/coverage)\//,
  /^node_modules\/node-(?:addon-api|gyp-build)\//,
  // For require, which nothing here does of them.
  /^node_modules\/(?:lib0|yjs|y-protocols)\/.*\.cjs$/,
  /^node_modules\/tree-sitter-bash\/(?:bindings|prebuilds|src)\//,
];

/** The lessons are chosen one by one. */
const LESSON = /^lessons\/built-in\/([^/]+)\//;

/** Whether a file belongs into a workshop with these built-in lessons; the path is relative to the project. */
export function isShipped(path: string, lessons: ReadonlySet<string>): boolean {
  const lesson = LESSON.exec(path)?.[1];
  if (lesson !== undefined && !lessons.has(lesson)) return false;
  return !LEFT_OUT.some((pattern) => pattern.test(path));
}
