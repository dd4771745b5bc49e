import { splitReference } from "#contract/names/reference.ts";
import type { Rule } from "./rule.ts";

export const dl3007: Rule = {
  code: "DL3007",
  severity: "warning",
  title: "Do not use latest",
  message: "Using latest is prone to errors if the image will ever update. Pin the version explicitly to a release tag",
  why: "latest moves with every release, so the same Dockerfile builds a different image tomorrow. A version tag says which one you tested.",
  bad: "FROM debian:latest\n",
  good: "FROM debian:12\n",
  find: ({ resolved }) =>
    resolved.stages.flatMap(({ stage: { from } }) => {
      const { tag, digest } = splitReference(from.image.raw);
      return tag === "latest" && digest === undefined ? [{ range: from.image.range, at: from.range }] : [];
    }),
};
