import { parseReference } from "#contract/names/reference.ts";
import { expandWord } from "../expansion/expandWord.ts";
import type { Check } from "./context/check.ts";

export const invalidDefaultArgInFrom: Check = {
  name: "InvalidDefaultArgInFrom",
  title: "Default value for global ARG results in an empty or invalid base image name",
  why: "A Dockerfile should build without arguments. With the defaults of its ARGs, this FROM has no valid image name.",
  page: "invalid-default-arg-in-from",
  find: ({ dockerfile, resolvedWithDefaults }) => {
    const { values, mistakes } = resolvedWithDefaults.globalArgs;
    if (mistakes.length > 0) return [];
    return dockerfile.stages.flatMap(({ from }) => {
      const { value, error } = expandWord(from.image.raw, (name) => values.get(name), { escape: dockerfile.escape });
      if (error !== undefined || parseReference(value).ok) return [];
      return [
        {
          message: `Default value for ARG ${from.image.raw} results in empty or invalid base image name`,
          range: from.image.range,
          at: from.range,
          next: "Give the ARG a default that makes the name valid.",
        },
      ];
    });
  },
};
