import type { Fix } from "#contract/diagnostic.ts";
import type { Position } from "#contract/range.ts";
import { goQuote } from "../go/goFormat.ts";
import { type Check, replaceFix } from "./context/check.ts";

function slashFix(start: Position): Fix {
  return replaceFix("Begin it with a slash", { start, end: start }, "/");
}

export const workdirRelativePath: Check = {
  name: "WorkdirRelativePath",
  title:
    "Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes",
  why: "A relative path starts at the base image's WORKDIR. That can change with the next version of the image.",
  page: "workdir-relative-path",
  find: ({ visits }) =>
    visits.flatMap(({ instruction, workdirSet, pieces }) => {
      if (instruction.name !== "WORKDIR" || workdirSet) return [];
      const { value: path = "", error } = pieces[0]?.expansion ?? {};
      if (path.startsWith("/")) return [];
      return [
        {
          message: `Relative workdir ${goQuote(path)} can have unexpected results if the base image changes`,
          range: instruction.path.range,
          at: instruction.range,
          next: "Start the path with a slash.",
          // An empty path would become the root, which is not intended.
          fixes: error === undefined && path !== "" ? [slashFix(instruction.path.range.start)] : [],
        },
      ];
    }),
};
