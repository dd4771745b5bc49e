import { lazy, Suspense } from "react";

const TerminalTools = lazy(() => import("./TerminalTools.tsx").then((module) => ({ default: module.TerminalTools })));

/** What stands beside the tabs while the Console tab is open. */
export function ConsoleTools() {
  return (
    <Suspense>
      <TerminalTools />
    </Suspense>
  );
}
