import type { Element } from "hast";
import { folderOf } from "#contract/contextPath.ts";
import type { LessonNode } from "#contract/lesson.ts";
import { folderPath } from "../folderFiles.ts";
import { placeOf } from "./placeOf.ts";
import type { TextContext } from "./textContext.ts";

const IMAGE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i;

/** An image of the lesson's folder; its alternative text if it is none. */
export function imageNode(image: Element, context: TextContext): LessonNode[] {
  const { src, alt, title } = image.properties;
  const { source, findings } = context;
  const words = typeof alt === "string" ? alt : "";
  const { start, end } = placeOf(image, context);
  const warn = (message: string): LessonNode[] => {
    findings.warning(source.file, source.rangeOf(start, end), message);
    return words === "" ? [] : [{ kind: "text", text: words }];
  };
  if (typeof src !== "string" || src === "") return warn("This image has no file. Name one of the lesson's folder.");
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(src)) {
    return warn("Only images of the lesson's folder are shown. Put the image into it.");
  }
  const path = imagePath(decoded(src), context);
  if (path === undefined)
    return warn(`${decoded(src)} is not in the lesson's folder. Add the image, or correct the name.`);
  if (!IMAGE.test(path)) return warn(`${path} is not an image that pages show. Use PNG, JPEG, GIF, WebP, or SVG.`);
  const named = typeof title === "string" && title !== "" ? { title } : {};
  return [{ kind: "element", tag: "img", href: path, alt: words, ...named, children: [] }];
}

/** As Katacoda has it, from the top of the folder; as Markdown has it, from the text's own. */
function imagePath(written: string, { source, folder }: TextContext): string | undefined {
  const beside = [folderOf(source.file), written].filter((part) => part !== "").join("/");
  for (const candidate of [written, beside]) {
    const path = folderPath(candidate);
    if (path !== undefined && folder.has(path)) return path;
  }
  return undefined;
}

function decoded(src: string): string {
  const path = src.replace(/[?#].*$/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
