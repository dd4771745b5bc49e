import type { ReactNode } from "react";
import { App } from "./App.tsx";
import { startApp } from "./startApp.ts";
import { TooltipProvider } from "./ui/Tooltip.tsx";

/** The page with a workspace open. */
export function start(): ReactNode {
  void startApp();
  return (
    <TooltipProvider>
      <App />
    </TooltipProvider>
  );
}
