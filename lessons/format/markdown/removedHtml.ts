import { PAGE_INSIDE } from "../gaps.ts";
import { readAttributes, startTag } from "./htmlTag.ts";
import { FORBIDDEN_LINK } from "./linkNode.ts";
import type { TextContext } from "./textContext.ts";

const REMOVED = /<(script|style|iframe|object|embed|svg|math|form|button|select|textarea|video|audio)(?=[\s>/])/gi;
const LINK = startTag("a", "gi");
const PAGES = new Set(["iframe", "object", "embed", "video", "audio"]);

/** Tells the author what of a piece of HTML is not shown. */
export function reportRemoved(html: string, offset: number, { source, findings }: TextContext): void {
  for (const { 0: tag, 1: name = "", index } of html.matchAll(REMOVED)) {
    const element = name.toLowerCase();
    if (PAGES.has(element)) {
      findings.gap(PAGE_INSIDE);
      continue;
    }
    const range = source.rangeOf(offset + index, offset + index + tag.length);
    findings.warning(source.file, range, `<${element}> is not allowed in a lesson and is not shown. Remove it.`);
  }
  for (const { 0: tag, 1: inside = "", index } of html.matchAll(LINK)) {
    const scheme = /^\s*([a-z][a-z\d+.-]*):/i.exec(readAttributes(inside).get("href") ?? "")?.[1];
    if (scheme === undefined || /^https?$/i.test(scheme)) continue;
    const range = source.rangeOf(offset + index, offset + index + tag.length);
    findings.warning(source.file, range, FORBIDDEN_LINK);
  }
}
