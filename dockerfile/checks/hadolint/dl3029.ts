import { replaceFix } from "../context/check.ts";
import type { Rule } from "./rule.ts";

export const dl3029: Rule = {
  code: "DL3029",
  severity: "warning",
  title: "Do not hardcode the platform in FROM",
  message: "Do not use --platform flag with FROM",
  why: "A constant platform ignores the one the build asks for. Leave it to the --platform flag of the build, or use $BUILDPLATFORM.",
  bad: "FROM --platform=linux/amd64 debian:12\n",
  good: "FROM --platform=$BUILDPLATFORM debian:12\n",
  sameAs: ["FromPlatformFlagConstDisallowed"],
  find: ({ dockerfile: { stages } }) =>
    stages.flatMap(({ from }) => {
      const { platform, image } = from;
      if (platform === undefined || /BUILDPLATFORM|TARGETPLATFORM/.test(platform.raw)) return [];
      const character = platform.range.start.character - "--platform=".length;
      const flag = { start: { line: platform.range.start.line, character }, end: image.range.start };
      return [{ range: platform.range, at: from.range, fixes: [replaceFix("Remove the flag", flag, "")] }];
    }),
};
