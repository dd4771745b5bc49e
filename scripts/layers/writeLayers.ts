/** Writes what follows from the table of layers: `npm run layers`. */
import { readFileSync, writeFileSync } from "node:fs";
import { withLayerTable } from "./layerDocs.ts";
import { lintZones } from "./lintZones.ts";

const root = new URL("../../", import.meta.url);
const page = new URL("docs/architecture.md", root);
writeFileSync(page, withLayerTable(readFileSync(page, "utf8")));
writeFileSync(new URL("biome.imports.json", root), lintZones());
