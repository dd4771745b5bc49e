import { parsePlatform } from "#contract/names/platform.ts";
import { expandWord } from "../expansion/expandWord.ts";
import { goQuote } from "../go/goFormat.ts";
import { type Check, replaceFix } from "./context/check.ts";

export const fromPlatformFlagConstDisallowed: Check = {
  name: "FromPlatformFlagConstDisallowed",
  title: "FROM --platform flag should not use a constant value",
  why: "A fixed platform limits the Dockerfile to one kind of machine. Leave the choice to whoever runs the build.",
  page: "from-platform-flag-const-disallowed",
  find: ({ dockerfile, resolved }) =>
    dockerfile.stages.flatMap(({ from, name = "" }) => {
      const { platform } = from;
      if (platform === undefined || platform.raw === "") return [];
      const { value, used } = expandWord(platform.raw, () => undefined, { escape: dockerfile.escape });
      const parsed = parsePlatform(value, resolved.buildPlatform);
      if (used.length > 0 || !parsed.ok) return [];
      // A stage named after its platform is meant to be so.
      if (name.includes(parsed.platform.os) || name.includes(parsed.platform.architecture)) return [];
      return [
        {
          message: `FROM --platform flag should not use constant value ${goQuote(value)}`,
          range: platform.range,
          at: from.range,
          next: "Remove the flag, or use $BUILDPLATFORM for a stage that only builds.",
          fixes: [replaceFix("Use $BUILDPLATFORM", platform.range, "$BUILDPLATFORM")],
        },
      ];
    }),
};
