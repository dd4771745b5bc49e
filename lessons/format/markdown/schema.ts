import type { Schema } from "hast-util-sanitize";
import { lessonTagSchema } from "#contract/lesson.ts";

/** Elements that are the same as one of a lesson's. */
export const SAME_AS: Readonly<Record<string, string>> = {
  b: "strong",
  i: "em",
  u: "em",
  s: "del",
  strike: "del",
  tt: "code",
  samp: "code",
  center: "div",
  section: "div",
  article: "div",
  figure: "div",
  figcaption: "p",
  dl: "ul",
  dt: "li",
  dd: "li",
};

/** What survives of a text's HTML: a lesson's elements and what they need. Links lead to http and https only. */
export const SCHEMA: Schema = {
  tagNames: [...lessonTagSchema.options, ...Object.keys(SAME_AS)],
  strip: [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "template",
    "textarea",
    "select",
    "title",
    "noscript",
    "video",
    "audio",
  ],
  allowComments: true,
  allowDoctypes: false,
  attributes: {
    a: ["href", "title", "dataAt"],
    img: ["src", "alt", "title", "dataAt"],
    code: ["dataAt", "dataAction", "dataInfo", ["className", /^language-/]],
    input: [["type", "checkbox"], "checked"],
    ol: ["start"],
    th: ["align"],
    td: ["align"],
  },
  protocols: { href: ["http", "https"], src: ["http", "https", "data"] },
  // The input of a task, whose type is all that makes it one.
  required: { input: { type: "checkbox" } },
};
