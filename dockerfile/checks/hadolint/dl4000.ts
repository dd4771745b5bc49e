import type { Rule } from "./rule.ts";

export const dl4000: Rule = {
  code: "DL4000",
  severity: "error",
  title: "MAINTAINER is deprecated",
  message: "MAINTAINER is deprecated",
  why: "A label says the same, shows up in docker inspect, and is what tools read. MAINTAINER may be removed in any release.",
  bad: "FROM busybox:1.37\nMAINTAINER ada@example.com\n",
  good: 'FROM busybox:1.37\nLABEL org.opencontainers.image.authors="ada@example.com"\n',
  sameAs: ["MaintainerDeprecated"],
  find: ({ visits }) =>
    visits.flatMap(({ instruction }) =>
      instruction.name === "MAINTAINER" ? [{ range: instruction.keyword.range, at: instruction.range }] : [],
    ),
};
