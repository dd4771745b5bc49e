import path from "node:path";
import { build } from "vite";
import { describe, expect, it } from "vitest";
import { unusedMonaco } from "./unusedMonaco.ts";
import { LATE, UNUSED } from "./unusedMonacoParts.ts";

const ENTRY = path.join(import.meta.dirname, "unusedMonacoEntry.ts");
const API = "monaco-editor/editor";

/** Builds the library's start with what else the script imports. */
function bundle(...imports: readonly string[]) {
  const text = [API, ...imports].map((one) => `import ${JSON.stringify(one)};`).join("\n");
  const entry = {
    name: "entry",
    enforce: "pre",
    resolveId: (id: string) => (id === ENTRY ? id : undefined),
    load: (id: string) => (id === ENTRY ? text : undefined),
  } as const;
  return build({
    configFile: false,
    logLevel: "silent",
    plugins: [entry, unusedMonaco(ENTRY)],
    build: { write: false, minify: false, rolldownOptions: { input: ENTRY, treeshake: false } },
  });
}

const REGISTERED = ["hover", "clipboard"].map((feature) => `monaco-editor/features/${feature}/register`);

describe("what the page leaves out of the editor library", () => {
  it("stays out of the library's start and its features", { timeout: 60_000 }, async () => {
    await expect(bundle(...REGISTERED)).resolves.toBeDefined();
  });

  it("fails the build if a feature needs it", { timeout: 60_000 }, async () => {
    await expect(bundle(...REGISTERED, "monaco-editor/features/colorPicker/register")).rejects.toThrow(
      /must not be:\neditor\/contrib\/colorPicker\/\S+, imported by/,
    );
  });

  it("fails the build if the library does not ask for it anymore", { timeout: 60_000 }, async () => {
    await expect(bundle()).rejects.toThrow(/Not in monaco-editor anymore: .*copyPasteController/);
  });

  it("has a reason of one line for each part", () => {
    for (const { because } of Object.values({ ...UNUSED, ...LATE })) expect(because).toMatch(/^\S.{10,110}$/);
  });
});
