import type { Monaco } from "./monacoApi.ts";

let loading: Promise<Monaco> | undefined;

/** The editor library, 0.9 MB gzipped, loaded after the page is up. A failed load is retried on the next call. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import("./monacoSetup.ts").then(
    ({ monaco }) => monaco,
    (cause: unknown) => {
      loading = undefined;
      throw new Error("The editor could not be loaded", { cause });
    },
  );
  return loading;
}
