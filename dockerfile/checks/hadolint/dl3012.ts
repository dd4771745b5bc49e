import { onceRule } from "./onceRule.ts";

export const dl3012 = onceRule("HEALTHCHECK", {
  code: "DL3012",
  severity: "error",
  title: "One HEALTHCHECK per stage",
  message: "Multiple `HEALTHCHECK` instructions",
  why: "Only the last HEALTHCHECK of a stage takes effect. Earlier ones suggest a check that never runs.",
  bad: 'FROM busybox:1.37\nHEALTHCHECK CMD ["true"]\nHEALTHCHECK CMD ["test", "-f", "/up"]\n',
  good: 'FROM busybox:1.37\nHEALTHCHECK CMD ["test", "-f", "/up"]\n',
});
