import { type Check, replaceFix } from "./context/check.ts";

export const maintainerDeprecated: Check = {
  name: "MaintainerDeprecated",
  title: "The MAINTAINER instruction is deprecated, use a label instead to define an image author",
  why: "Labels say the same, show up in docker inspect, and are what tools read. MAINTAINER may be removed in any release.",
  page: "maintainer-deprecated",
  find: ({ visits }) =>
    visits.flatMap(({ instruction }) => {
      if (instruction.name !== "MAINTAINER") return [];
      const author = JSON.stringify(instruction.maintainer.replace(/^(["'])(.*)\1$/, "$2"));
      return [
        {
          message: "Maintainer instruction is deprecated in favor of using label",
          range: instruction.keyword.range,
          at: instruction.range,
          next: `Write LABEL org.opencontainers.image.authors=${author}.`,
          fixes: [
            replaceFix(
              "Replace it with a label",
              instruction.range,
              `LABEL org.opencontainers.image.authors=${author}`,
            ),
          ],
        },
      ];
    }),
};
