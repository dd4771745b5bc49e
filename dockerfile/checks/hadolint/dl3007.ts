import { splitReference } from "#contract/names/reference.ts";
import type { Rule } from "./rule.ts";

export const dl3007: Rule = {
  code: "DL3007",
  severity: "warning",
  title: "Do not use the tag latest",
  message: "Using latest is prone to errors if the image will ever update. Pin the version explicitly to a release tag",
  why: "The tag latest moves with each release, so the same Dockerfile makes another image tomorrow. A release tag says which one was tried.",
  bad: "FROM debian:latest\n",
  good: "FROM debian:12\n",
  find: ({ resolved }) =>
    resolved.stages.flatMap(({ stage: { from } }) => {
      const { tag, digest } = splitReference(from.image.raw);
      return tag === "latest" && digest === undefined ? [{ range: from.image.range, at: from.range }] : [];
    }),
};
