import { onceRule } from "./onceRule.ts";

export const dl3012 = onceRule("HEALTHCHECK", {
  code: "DL3012",
  severity: "error",
  title: "Only one HEALTHCHECK in a stage",
  message: "Multiple `HEALTHCHECK` instructions",
  why: "Only the last HEALTHCHECK of a stage counts. The ones before it look as if something were watched that is not.",
  bad: 'FROM busybox:1.37\nHEALTHCHECK CMD ["true"]\nHEALTHCHECK CMD ["test", "-f", "/up"]\n',
  good: 'FROM busybox:1.37\nHEALTHCHECK CMD ["test", "-f", "/up"]\n',
});
