import { loadMonaco } from "./loadMonaco.ts";
import type { MonacoHost } from "./MonacoHost.tsx";
import type { Monaco } from "./monacoApi.ts";

export interface LoadedEditor {
  readonly monaco: Monaco;
  readonly MonacoHost: typeof MonacoHost;
}

/** The editor library and what attaches it to the page. A failed load is retried on the next call. */
export async function loadEditor(): Promise<LoadedEditor> {
  const [monaco, { MonacoHost }] = await Promise.all([loadMonaco(), import("./MonacoHost.tsx")]);
  return { monaco, MonacoHost };
}
