import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3011 } from "./dl3011.ts";

describeRule(dl3011, bashFromModules, {
  fires: ["EXPOSE ¦80000¦\n", "EXPOSE 80 65536\n", "EXPOSE 40000-80000/tcp\n"],
  quiet: ["EXPOSE 65535\n", "EXPOSE 8000-8010/udp\n", "ARG PORT=80\nEXPOSE $PORT\n"],
});
