import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3064 } from "./dl3064.ts";

describeRule(dl3064, bashFromModules, {
  fires: ["ARG ¦NPM_TOKEN¦\n", "ENV A=1 DB_PASSWORD=x\n", "ENV STRIPE_DEVICE_NAME=x\n", "ONBUILD ARG MY_SECRET\n"],
  quiet: ["ARG VERSION\n", "ENV APP_HOME=/x\n"],
});
