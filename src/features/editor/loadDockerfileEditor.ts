import { loadMonaco } from "../../monaco/loadMonaco.ts";
import type { Monaco } from "./monacoApi.ts";

let loading: Promise<Monaco> | undefined;

/** The editor library with what the language knows of Dockerfiles. A failed load is retried on the next call. */
export function loadDockerfileEditor(): Promise<Monaco> {
  loading ??= load().catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

async function load(): Promise<Monaco> {
  const [monaco, { registerDockerfileLanguage }] = await Promise.all([
    loadMonaco(),
    import("./registerDockerfileLanguage.ts"),
  ]);
  registerDockerfileLanguage(monaco);
  return monaco;
}
