import type * as xterm from "./xtermSetup.ts";

/** The loaded terminal library as a value to pass around: only xtermSetup.ts really imports it. */
export type Xterm = typeof xterm;

let loading: Promise<Xterm> | undefined;

/** The terminal library, loaded when the first terminal is shown. A failed load is retried on the next call. */
export function loadXterm(): Promise<Xterm> {
  loading ??= import("./xtermSetup.ts").catch((cause: unknown) => {
    loading = undefined;
    throw new Error("The terminal could not be loaded", { cause });
  });
  return loading;
}
