import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3018 } from "./dl3018.ts";

describeRule(dl3018, bashFromModules, {
  fires: [
    "RUN apk add ¦flex¦\n",
    "RUN apk add --no-cache ¦flex¦ bison=1\n",
    "RUN apk --no-cache add flex\n",
    "RUN apk add --virtual .build flex\n",
  ],
  quiet: [
    "RUN apk add flex=2.6.4-r1\n",
    "RUN apk --no-cache add flex=2.6.4-r1\n",
    "RUN apk add 'flex>2.6' bison~=3\n",
    "RUN apk add -t .build flex=2\n",
    "RUN apk add --virtual .build flex=2\n",
    "RUN apk add --repository https://x flex=2\n",
    "RUN apk add mine.apk\n",
    "RUN apk del flex\n",
  ],
});
