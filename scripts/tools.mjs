import path from "node:path";
import { ROOT } from "./install.mjs";

/** The program of a package, for Node to run. */
export const program = (pack, file) => path.join(ROOT, "node_modules", pack, file);

export const BIOME = program("@biomejs/biome", "bin/biome");
export const VITEST = program("vitest", "vitest.mjs");

const cspellCache = path.join("node_modules", ".cache", "cspell");
export const SPELLING = [
  program("cspell", "bin.mjs"),
  "--no-progress",
  "--no-summary",
  "--cache",
  "--cache-location",
  cspellCache,
];
/** Files, exports, and dependencies that nothing uses. */
export const UNUSED = [program("knip", "bin/knip.js"), "--cache", "--cache-location", "node_modules/.cache/knip"];
export const TYPES = [program("typescript", "bin/tsc"), "--build", "tsconfig.json"];
