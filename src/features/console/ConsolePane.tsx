import { lazy, type ReactNode, Suspense } from "react";

const ConsoleView = lazy(() => import("./ConsoleView.tsx").then((module) => ({ default: module.ConsoleView })));

/** The content of the Console tab, loaded when it is first opened. */
export function ConsolePane({ containers }: { containers: ReactNode }) {
  return (
    <Suspense>
      <ConsoleView containers={containers} />
    </Suspense>
  );
}
