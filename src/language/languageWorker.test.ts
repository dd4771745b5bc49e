/// <reference types="node" />
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

const LIMIT = 120_000;

test("the worker is loaded with less than 120 kB, without the grammar, ShellCheck and what reads configurations", async () => {
  const input = new URL("languageWorker.ts", import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, target: "es2023", rolldownOptions: { input, checks: { eval: false } } },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  const chunks = new Map(outputs.flatMap((one) => (one.type === "chunk" ? [[one.fileName, one] as const] : [])));
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (loaded.has(name)) return;
    loaded.add(name);
    for (const imported of chunks.get(name)?.imports ?? []) load(imported);
  };
  const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
  load(entry?.fileName ?? "");
  const bytes = [...loaded].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? "").length, 0);
  expect(bytes).toBeGreaterThan(40_000);
  expect(bytes).toBeLessThan(LIMIT);
}, 60_000);
