import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3025 } from "./dl3025.ts";

describeRule(dl3025, bashFromModules, {
  fires: ["CMD something\n", "ENTRYPOINT something -x\n", "HEALTHCHECK CMD ¦curl localhost¦\n"],
  quiet: [
    'CMD ["something"]\n',
    'ENTRYPOINT ["a", "b"]\n',
    "HEALTHCHECK NONE\n",
    'SHELL ["/bin/bash", "-c"]\nCMD echo $HOME\n',
  ],
  fixes: [
    ["HEALTHCHECK CMD curl localhost\n", 'HEALTHCHECK CMD ["curl", "localhost"]\n'],
    ["HEALTHCHECK CMD curl localhost || exit 1\n", 'HEALTHCHECK CMD ["/bin/sh", "-c", "curl localhost || exit 1"]\n'],
  ],
});
