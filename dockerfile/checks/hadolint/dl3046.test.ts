import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3046 } from "./dl3046.ts";

describeRule(dl3046, bashFromModules, {
  fires: ["RUN ¦useradd -u 123456 app¦\n", "RUN useradd --uid 1234567 app\n", "RUN useradd --uid=1234567 app\n"],
  quiet: [
    "RUN useradd app\n",
    "RUN useradd -u 12345 app\n",
    "RUN useradd -l -u 123456 app\n",
    "RUN useradd --no-log-init -u 123456 app\n",
    "RUN useradd -lu 123456 app\n",
  ],
  fixes: [["RUN useradd -u 123456 app\n", "RUN useradd -l -u 123456 app\n"]],
});
