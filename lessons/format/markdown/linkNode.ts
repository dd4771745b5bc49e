import type { Element } from "hast";
import type { LessonNode } from "#contract/lesson.ts";
import { TRAFFIC_SELECTOR } from "../gaps.ts";
import { textIn } from "./hastText.ts";
import { isBlock } from "./paragraphs.ts";
import { placeOf } from "./placeOf.ts";
import { portOf } from "./places.ts";
import type { TextContext } from "./textContext.ts";

export const FORBIDDEN_LINK = "This link leads nowhere that is allowed. Use http, https, or #.";

/** A link to the web or into the lesson, a button for a port, or only its text. */
export function linkNodes(link: Element, inside: LessonNode[], context: TextContext): LessonNode[] {
  const { href, title } = link.properties;
  const { source, findings } = context;
  const { start, end, exact } = placeOf(link, context);
  const warn = (message: string): LessonNode[] => {
    findings.warning(source.file, source.rangeOf(start, end), message);
    return inside;
  };
  if (inside.some(isBlock)) return inside;
  if (typeof href !== "string" || href === "") return exact ? warn(FORBIDDEN_LINK) : inside;
  if (href.includes("TRAFFIC_SELECTOR")) {
    findings.gap(TRAFFIC_SELECTOR);
    return inside;
  }
  const port = portOf(href);
  if (port !== undefined) {
    const text = textIn(link).trim() || href;
    return [{ kind: "action", action: { kind: "port", ...port }, inline: true, text }];
  }
  if (href.startsWith("#user-content-fnref")) return [];
  if (href.startsWith("#")) return /^#\d{1,3}$/.test(href) ? [anchor(href, title, inside)] : inside;
  if (!/^https?:\/\//i.test(href))
    return warn(`${href.slice(0, 80)} is not an address on the web. Start it with https://.`);
  return [anchor(href, title, inside)];
}

function anchor(href: string, title: unknown, children: LessonNode[]): LessonNode {
  return { kind: "element", tag: "a", href, ...(typeof title === "string" && title !== "" ? { title } : {}), children };
}
