import { splitReference } from "#contract/names/reference.ts";
import type { Rule } from "./rule.ts";

export const dl3006: Rule = {
  code: "DL3006",
  severity: "warning",
  title: "Tag the image version",
  message: "Always tag the version of an image explicitly",
  why: "Without a tag, the image is whatever latest means at build time. With a tag, today's build and next year's start from the same version.",
  bad: "FROM debian\n",
  good: "FROM debian:12\n",
  find: ({ resolved }) =>
    resolved.stages.flatMap(({ base, stage: { from } }) => {
      const { raw, range } = from.image;
      const { tag, digest } = splitReference(raw);
      if (base.kind !== "image" || tag !== undefined || digest !== undefined || raw.includes("$")) return [];
      return [{ range, at: from.range, next: `Add a version, as in ${raw}:<version>.` }];
    }),
};
