import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withLayerTable } from "./layerDocs.ts";
import { importsOf, isTest, roomOf, violationsIn } from "./layerRules.ts";
import { LAYERS } from "./layers.ts";
import { lintZones } from "./lintZones.ts";

const ROOT = new URL("../../", import.meta.url);
const WALKED = ["contract", "dockerfile", "lessons", "server", "src"];

const files = WALKED.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/(^|\/)testdata\//.test(path))
    .map((path) => `${folder}/${path}`),
);
const textOf = (file: string) => readFileSync(new URL(file, ROOT), "utf8");

test("every import, type-only ones too, is one that the table of layers allows", () => {
  const told = files.flatMap((file) => {
    const text = textOf(file);
    const found = isTest(file, text) ? [] : violationsIn(file, text);
    return found.map(({ imported, instead }) => `${file} imports ${imported}. ${instead}`);
  });
  expect(told).toEqual([]);
});

test("every row of the table is about a folder that is there, and names only places that are", () => {
  const places = new Set(files.flatMap((file) => [file, ...parentsOf(file)]));
  for (const { folder, may } of LAYERS) {
    expect(places, folder).toContain(folder.replace("/*", ""));
    for (const place of may) expect(places, `${place} in the row of ${folder}`).toContain(place);
  }
});

test("the linter's zones and the table in the docs follow from it; npm run layers writes them", () => {
  expect(textOf("biome.imports.json") === lintZones()).toBe(true);
  const page = textOf("docs/architecture.md");
  expect(page === withLayerTable(page)).toBe(true);
});

test("an import is found however it is written, and none in a text", () => {
  const text = [
    'import type { A } from "./a.ts";',
    'import {\n  type B,\n  c,\n} from "#server/b.ts";',
    'import "./c.css";',
    'export type { D } from "../d.ts";',
    'const e = await import("./e.ts");',
    "const f = 'import { x } from \"./f.ts\"';",
  ].join("\n");
  expect(importsOf(text)).toEqual(["./a.ts", "#server/b.ts", "./c.css", "../d.ts", "./e.ts"]);
});

test("a forbidden import is told with the right way", () => {
  const told = (file: string, imported: string) => violationsIn(file, `import type { x } from "${imported}";`);
  expect(told("contract/image.ts", "#dockerfile/syntax/flag.ts")).toHaveLength(1);
  expect(told("contract/image.ts", "zod")).toEqual([]);
  expect(told("dockerfile/checks/checkDockerfile.ts", "node:fs")).toHaveLength(1);
  expect(told("server/oci/tar/tarScan.ts", "../distribution/pullImage.ts")).toHaveLength(1);
  expect(told("server/oci/tar/tarScan.ts", "./tarEntry.ts")).toEqual([]);
  expect(told("src/features/log/LogPane.tsx", "../layers/stackKey.ts")).toHaveLength(1);
  expect(told("src/features/log/LogPane.tsx", "../../api/client.ts")[0]?.instead).toContain("state/");
  expect(told("server/builds/buildService.ts", "#server/builders/embedded/embeddedBuilder.ts")[0]?.instead).toContain(
    "interface",
  );
  expect(told("server/unknown/x.ts", "node:fs")[0]?.instead).toContain("scripts/layers");
});

test("a file belongs to the innermost layer", () => {
  expect(roomOf("server/builders/builder.ts")?.root).toBe("server/builders");
  expect(roomOf("server/builders/embedded/operations/copy/copyTree.ts")?.root).toBe(
    "server/builders/embedded/operations",
  );
  expect(roomOf("src/features/log/LogPane.tsx")?.root).toBe("src/features/log");
  expect(roomOf("src/features/stray.ts")).toBeUndefined();
});

function parentsOf(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
