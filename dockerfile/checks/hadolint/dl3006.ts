import { splitReference } from "#contract/names/reference.ts";
import type { Rule } from "./rule.ts";

export const dl3006: Rule = {
  code: "DL3006",
  severity: "warning",
  title: "Tag the version of an image",
  message: "Always tag the version of an image explicitly",
  why: "Without a tag it is whatever latest means on the day of the build. With one, today's build and next year's start from the same.",
  bad: "FROM debian\n",
  good: "FROM debian:12\n",
  find: ({ resolved }) =>
    resolved.stages.flatMap(({ base, stage: { from } }) => {
      const { raw, range } = from.image;
      const { tag, digest } = splitReference(raw);
      if (base.kind !== "image" || tag !== undefined || digest !== undefined || raw.includes("$")) return [];
      return [{ range, at: from.range, next: `Say which version you mean, as in ${raw}:<version>.` }];
    }),
};
