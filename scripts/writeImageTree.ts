/** `node scripts/writeImageTree.ts FOLDER`: builds the page and writes what Strata's image has of the project. */
import path from "node:path";
import { ensurePage } from "./buildPage.mjs";
import { writeImageTree } from "./pack/imageTree.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: writeImageTree.ts FOLDER");
const root = path.resolve(import.meta.dirname, "..");
await ensurePage();
writeImageTree(root, folder);
