import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3019 } from "./dl3019.ts";

describeRule(dl3019, bashFromModules, {
  fires: ["RUN ¦apk add flex=2¦\n"],
  quiet: [
    "RUN apk add --no-cache flex=2\n",
    "RUN apk --no-cache add flex=2\n",
    "RUN --mount=type=cache,target=/var/cache/apk apk add -U flex=2\n",
    "RUN --mount=type=tmpfs,target=/var/cache/apk apk add flex=2\n",
    "RUN apk del flex\n",
  ],
  fixes: [["RUN apk add flex=2\n", "RUN apk add --no-cache flex=2\n"]],
});
