import { expandWord } from "../expansion/expandWord.ts";
import { type Check, replaceFix } from "./context/check.ts";

export const redundantTargetPlatform: Check = {
  name: "RedundantTargetPlatform",
  title: "Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior",
  why: "FROM uses the target platform by default. The flag changes nothing and only raises questions.",
  page: "redundant-target-platform",
  find: ({ dockerfile, resolved }) =>
    dockerfile.stages.flatMap(({ from }) => {
      const { platform } = from;
      if (platform === undefined) return [];
      const lookup = (name: string): string | undefined => resolved.globalArgs.values.get(name);
      const { value, used, uses } = expandWord(platform.raw, lookup, { escape: dockerfile.escape });
      const onlyTarget = used.length === 1 && used[0] === "TARGETPLATFORM" && uses.every(({ set }) => set);
      if (!onlyTarget || value !== lookup("TARGETPLATFORM")) return [];
      const { lines, text } = dockerfile.syntax;
      const end = lines.offsetAt(platform.range.end);
      const start = text.lastIndexOf("--platform", end);
      const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
      return [
        {
          message: `Setting platform to predefined ${platform.raw} in FROM is redundant as this is the default behavior`,
          range: lines.rangeOf(start, end),
          at: from.range,
          next: "Remove the flag.",
          fixes: [replaceFix("Remove --platform", lines.rangeOf(start, end + blanks), "")],
        },
      ];
    }),
};
