import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { NotLoaded } from "./ui/NotLoaded.tsx";

/** Draws a page; undefined if it could not be loaded. */
export function drawPage(page: ReactNode): void {
  const place = document.getElementById("root");
  if (!place) throw new Error("index.html has no #root");
  createRoot(place).render(<StrictMode>{page ?? <NotLoaded />}</StrictMode>);
}
