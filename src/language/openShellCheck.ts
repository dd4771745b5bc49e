import { ShellCheckClient } from "./shellCheckClient.ts";

/** ShellCheck in its own worker, which starts with the first question. */
export function openShellCheck(): ShellCheckClient {
  return new ShellCheckClient(
    () => new Worker(new URL("./shellCheckWorker.ts", import.meta.url), { type: "module", name: "shellcheck" }),
  );
}
