import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl4001 } from "./dl4001.ts";

describeRule(dl4001, bashFromModules, {
  fires: ["RUN wget -q x\nRUN curl y\nRUN ¦wget¦ z\n", "RUN wget -q x\nRUN ¦curl¦ y\n", "RUN wget -q x && curl y\n"],
  quiet: [
    "RUN curl x\nRUN curl y\n",
    "FROM debian:12 AS a\nRUN wget -q x\nFROM debian:12\nRUN curl y\n",
    "RUN apt-get install -y curl wget\n",
  ],
});
