import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3000 } from "./dl3000.ts";

describeRule(dl3000, bashFromModules, {
  fires: ["WORKDIR ¦relative/dir¦\n", 'WORKDIR "relative/dir"\n', "WORKDIR /app\nWORKDIR ¦src¦\n"],
  quiet: [
    "WORKDIR /usr\n",
    'WORKDIR "/usr local"\n',
    "ARG work\nWORKDIR ${work}\n",
    "WORKDIR 'C:\\Windows'\n",
    "# check=skip=WorkdirRelativePath\nFROM debian:12\nWORKDIR app\n",
  ],
  fixes: [["WORKDIR /app\nWORKDIR src\n", "WORKDIR /app\nWORKDIR /src\n"]],
});
