import type { ReactNode } from "react";
import { App } from "./App.tsx";
import { startApp } from "./startApp.ts";

/** The page with a workspace open. */
export function start(): ReactNode {
  void startApp();
  return <App />;
}
