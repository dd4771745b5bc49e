import { goQuote } from "../go/goFormat.ts";
import type { Check } from "./context/check.ts";

export const duplicateStageName: Check = {
  name: "DuplicateStageName",
  title: "Stage names should be unique",
  why: "If two stages share a name, it refers to only one of them. It may not be the one you mean.",
  page: "duplicate-stage-name",
  find: ({ dockerfile }) => {
    const seen = new Set<string>();
    return dockerfile.stages.flatMap(({ name, from }) => {
      if (name === undefined) return [];
      const again = seen.has(name);
      seen.add(name);
      if (!again) return [];
      const message = `Duplicate stage name ${goQuote(name)}, stage names should be unique`;
      return [{ message, range: from.alias?.range ?? from.range, at: from.range, next: "Give it a unique name." }];
    });
  },
};
