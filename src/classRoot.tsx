import type { ReactNode } from "react";
import { ClassKeys } from "./features/class/ClassKeys.tsx";
import { ClassPage } from "./features/class/ClassPage.tsx";
import { startClass } from "./state/class/class.ts";
import { startHealth } from "./state/page/health.ts";
import { startTheme } from "./state/page/theme.ts";
import { ErrorBoundary } from "./ui/ErrorBoundary.tsx";
import { watchFocus } from "./ui/lastFocus.ts";

/** A room, for its teachers. */
export function start({ room = "" }: Readonly<Record<string, string>>): ReactNode {
  startTheme();
  watchFocus();
  startHealth();
  void startClass(room);
  return (
    <ErrorBoundary name="The class">
      <ClassPage />
      <ClassKeys />
    </ErrorBoundary>
  );
}
