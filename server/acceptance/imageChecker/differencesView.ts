import type { Analysis } from "./analysis.ts";
import { bytesOf, sameAttributes } from "./layerChanges.ts";
import { kindOf, type Name } from "./merge.ts";
import { asJson, type Json } from "./savedImage.ts";
import { isSameContent } from "./sparseContent.ts";

/** Most paths of one answer. */
const LISTED = 20;

/** `/differences`: what a container of another image would find different, times left out. */
export function differencesView(a: Analysis, b: Analysis): Json {
  const paths = new Set([...a.tree.keys(), ...b.tree.keys()].filter((path) => path !== ""));
  const items = [...paths]
    .flatMap((path): Json[] => {
      const change = changeBetween(a.tree.get(path), b.tree.get(path));
      return change === undefined ? [] : [{ path: `/${path}`, change }];
    })
    .sort((x, y) => (String(x.path) < String(y.path) ? -1 : 1));
  return {
    before: storedBytes(a),
    after: storedBytes(b),
    total: items.length,
    items: items.slice(0, LISTED),
    sameConfig: whatRuns(a) === whatRuns(b),
  };
}

function changeBetween(was: Name | undefined, is: Name | undefined): string | undefined {
  if (was === undefined) return "added";
  if (is === undefined) return "removed";
  const [old, now] = [was.stored.item, is.stored.item];
  if (kindOf(was) !== kindOf(is) || (old?.device ?? "") !== (now?.device ?? "")) return "content";
  if (kindOf(was) === "symlink" && old?.link !== now?.link) return "content";
  if (old && now && !isSameContent(old.content, now.content)) return "content";
  const isImplied = was.by.item === undefined || is.by.item === undefined;
  return isImplied || sameAttributes(old, now) ? undefined : "attributes";
}

function storedBytes({ layers }: Analysis): number {
  return layers.reduce((sum, { shown }) => sum + bytesOf(shown), 0);
}

/** The configuration as text, whatever order its keys are in. */
function whatRuns({ image }: Analysis): string {
  const { config, architecture, os, variant } = image.config;
  const set = Object.entries(asJson(config)).filter(([, value]) => value !== null);
  return JSON.stringify({ config: Object.fromEntries(set), architecture, os, variant }, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : value,
  );
}
