import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { entryChunks, lateChunk } from "./scripts/entryChunks.ts";
import { unusedMonaco } from "./scripts/unusedMonaco.ts";

const backend = `http://127.0.0.1:${process.env.STRATA_DEV_BACKEND ?? "8081"}`;

/** Of the workspace, of a class, and the one that other sites may frame. */
const ENTRIES = { page: "src/main.ts", class: "src/classMain.ts", embed: "src/embed/main.tsx" };

/** All of the editor library but its features, which monacoSetup.ts chooses. */
const EDITOR = path.join(import.meta.dirname, "node_modules/monaco-editor/esm/vs/editor/editor.api.js");
const SETUP = path.join(import.meta.dirname, "src/monaco/monacoSetup.ts");

/** While developing, paths lead to the same pages as on the server. */
const pagePaths: Plugin = {
  name: "page-paths",
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      const { url = "" } = request;
      if (/^\/(?:join(?:\/|$)|class\/[^/]+\/?$)/.test(url)) request.url = "/class.html";
      if (/^\/embed\/[^/]+\/?$/.test(url)) request.url = "/embed.html";
      next();
    });
  },
};

export default defineConfig({
  plugins: [react(), pagePaths, unusedMonaco(SETUP)],
  build: {
    outDir: "dist",
    target: "es2023",
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: ["index.html", "class.html", "embed.html"],
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { debugName: "entries", name: entryChunks(import.meta.dirname, ENTRIES) },
            { debugName: "editor", name: lateChunk("editor.api", EDITOR) },
            { debugName: "features", name: lateChunk("editorFeatures", SETUP) },
          ],
        },
      },
    },
  },
  // web-tree-sitter's runtime has an eval for grammars with scripts in them; bash has none, and the CSP forbids it.
  worker: { format: "es", rolldownOptions: { checks: { eval: false } } },
  server: { proxy: { "/api": { target: backend, changeOrigin: false } } },
});
