import { replaceFix } from "../context/check.ts";
import type { Rule } from "./rule.ts";

export const dl3065: Rule = {
  code: "DL3065",
  severity: "warning",
  title: "FROM uses the target platform by default",
  message: "Setting `FROM --platform` to predefined `$TARGETPLATFORM` in is redundant as this is the default behavior",
  why: "Without --platform, FROM already uses the target platform. The flag only makes the line longer.",
  bad: "FROM --platform=$TARGETPLATFORM debian:12\n",
  good: "FROM debian:12\n",
  sameAs: ["RedundantTargetPlatform"],
  find: ({ dockerfile: { stages } }) =>
    stages.flatMap(({ from }) => {
      const { platform, image } = from;
      if (platform === undefined || !/^\$(TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(platform.raw)) return [];
      const character = platform.range.start.character - "--platform=".length;
      const flag = { start: { line: platform.range.start.line, character }, end: image.range.start };
      return [{ range: platform.range, at: from.range, fixes: [replaceFix("Remove the flag", flag, "")] }];
    }),
};
