import type { ReactNode } from "react";
import { CLASS_PAGE, JOIN_PAGE, JOIN_START_PAGE } from "#contract/pagePaths.ts";
import { matchPath } from "./lib/matchPath.ts";

/** One page: `start` starts what lives outside React, and returns what is drawn. */
interface PageRoot {
  readonly start: (parameters: Readonly<Record<string, string>>) => ReactNode;
}

/** The pages of a class by their paths; each is loaded when somebody opens it. */
const ROOTS: readonly (readonly [path: string, load: () => Promise<PageRoot>])[] = [
  [JOIN_START_PAGE, () => import("./joinRoot.tsx")],
  [JOIN_PAGE, () => import("./joinRoot.tsx")],
  [CLASS_PAGE, () => import("./classRoot.tsx")],
];

/** What the page at this path draws; undefined if there is none. */
export async function startPage(path: string): Promise<ReactNode> {
  for (const [pattern, load] of ROOTS) {
    const parameters = matchPath(pattern, path);
    if (parameters) return (await load()).start(parameters);
  }
  return undefined;
}
