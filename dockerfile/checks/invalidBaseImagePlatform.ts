import { formatPlatform, parsePlatform } from "#contract/names/platform.ts";
import { goQuote } from "../go/goFormat.ts";
import type { Check } from "./context/check.ts";

export const invalidBaseImagePlatform: Check = {
  name: "InvalidBaseImagePlatform",
  title: "Base image platform does not match expected target platform",
  why: "An image for another platform can be pulled, but its programs only run under emulation. Otherwise, RUN fails with an exec format error.",
  page: "invalid-base-image-platform",
  find: ({ resolved, imagePlatform }) =>
    resolved.stages.flatMap(({ base, platform: mine = resolved.targetPlatform, stage }) => {
      const known = base.kind === "image" ? imagePlatform(base.name) : undefined;
      if (base.kind !== "image" || known === undefined) return [];
      const actual = parsePlatform(known, resolved.buildPlatform);
      if (!actual.ok) return [];
      const theirs = actual.platform;
      if (mine.os === theirs.os && mine.architecture === theirs.architecture) return [];
      const [has, wants] = [goQuote(formatPlatform(theirs)), goQuote(formatPlatform(mine))];
      return [
        {
          message: `Base image ${base.name} was pulled with platform ${has}, expected ${wants} for current build`,
          range: stage.from.image.range,
          at: stage.from.range,
        },
      ];
    }),
};
