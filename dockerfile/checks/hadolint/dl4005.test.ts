import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl4005 } from "./dl4005.ts";

describeRule(dl4005, bashFromModules, {
  fires: ["RUN ¦ln -sfv /bin/bash /bin/sh¦\n", "RUN true && ln -s /bin/bash /bin/sh\n"],
  quiet: ["RUN ln -s /bin/bash /bin/bash2\n", 'SHELL ["/bin/bash", "-c"]\n'],
  fixes: [["RUN ln -sf /bin/bash /bin/sh\n", 'SHELL ["/bin/bash", "-c"]\n']],
});
