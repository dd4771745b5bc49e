import { hasFlag, runsWith } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";
import { wordOf } from "./wordOf.ts";

const INSTALL = ["install", "groupinstall", "localinstall"];

export const dl3030: Rule = {
  code: "DL3030",
  severity: "warning",
  title: "Use yum -y",
  message: "Use the -y switch to avoid manual input `yum install -y <package>`",
  why: "yum asks before it installs, and nobody answers during a build. -y answers yes.",
  bad: "FROM centos:7\nRUN yum install httpd-2.4.6 && yum clean all\n",
  good: "FROM centos:7\nRUN yum install -y httpd-2.4.6 && yum clean all\n",
  find: inCommands((command, run) => {
    if (!runsWith(command, ["yum"], INSTALL) || hasFlag(command, "y", "assumeyes")) return undefined;
    return { fixes: [addWord(run, wordOf(command, INSTALL), "-y")] };
  }),
};
