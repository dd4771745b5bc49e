import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const backend = `http://127.0.0.1:${process.env.STRATA_DEV_BACKEND ?? "8081"}`;

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    target: "es2023",
    chunkSizeWarningLimit: 4000,
    // Of the workspace, of a class, and the one that other sites may frame.
    rolldownOptions: { input: ["index.html", "class.html", "embed.html"] },
  },
  // web-tree-sitter's runtime has an eval for grammars with scripts in them; bash has none, and the CSP forbids it.
  worker: { format: "es", rolldownOptions: { checks: { eval: false } } },
  server: { proxy: { "/api": { target: backend, changeOrigin: false } } },
});
