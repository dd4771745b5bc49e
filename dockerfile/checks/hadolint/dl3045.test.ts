import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3045 } from "./dl3045.ts";

describeRule(dl3045, bashFromModules, {
  fires: ["COPY bla.sh ¦blubb.sh¦\n", "COPY bla.sh .\n", 'COPY bla.sh "x/y"\n'],
  quiet: [
    "COPY bla.sh /x\n",
    "WORKDIR /x\nCOPY bla.sh y\n",
    "FROM debian:12 AS base\nWORKDIR /x\nFROM base\nCOPY a b\n",
    "ARG D=/x\nCOPY a $D\n",
    'COPY a "C:/x"\n',
  ],
  fixes: [
    ["COPY bla.sh x/y\n", "COPY bla.sh /x/y\n"],
    ["COPY bla.sh ./\n", "COPY bla.sh /\n"],
  ],
});
