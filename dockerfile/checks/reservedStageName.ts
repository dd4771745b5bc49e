import { goQuote } from "../go/goFormat.ts";
import type { Check } from "./context/check.ts";

const RESERVED: ReadonlySet<string> = new Set(["context", "scratch"]);

export const reservedStageName: Check = {
  name: "ReservedStageName",
  title: "Reserved words should not be used as stage names",
  why: "scratch is the empty image, and context is the build context. A stage with that name hides it or can't be found.",
  page: "reserved-stage-name",
  find: ({ dockerfile }) =>
    dockerfile.stages.flatMap(({ name, from }) => {
      if (name === undefined || !RESERVED.has(name)) return [];
      const message = `Stage name should not use the same name as reserved stage ${goQuote(name)}`;
      return [
        { message, range: from.alias?.range ?? from.range, at: from.range, next: "Give the stage another name." },
      ];
    }),
};
