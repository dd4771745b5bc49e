import { expect, test } from "vitest";
import type { LessonNode, LessonTag } from "#contract/lesson.ts";
import { headingTag, topHeading } from "./headingTag.ts";

const element = (tag: LessonTag, ...children: LessonNode[]): LessonNode => ({ kind: "element", tag, children });

test("headings of a text are below that of its step, however high they begin", () => {
  for (const [tags, shown] of [
    [
      ["h1", "h2", "h3"],
      ["h4", "h5", "h6"],
    ],
    [
      ["h2", "h4"],
      ["h4", "h6"],
    ],
    [
      ["h3", "h3"],
      ["h4", "h4"],
    ],
    [
      ["h1", "h6"],
      ["h4", "h6"],
    ],
  ] as const) {
    const top = topHeading(tags.map((tag) => element(tag)));
    expect(tags.map((tag) => headingTag(tag, top))).toEqual(shown);
  }
});

test("headings inside other elements count, and other elements stay what they are", () => {
  expect(topHeading([element("blockquote", element("h2")), element("h3")])).toBe(2);
  expect(headingTag("p", 1)).toBe("p");
});
