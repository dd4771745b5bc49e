import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3020 } from "./dl3020.ts";

describeRule(dl3020, bashFromModules, {
  fires: ["¦ADD¦ file /usr/src/app/\n", "ADD a.tar.gz b /x/\n", "ADD <<EOF /x\nhello\nEOF\n"],
  quiet: [
    "ADD file.tar /x/\n",
    "ADD http://example.com/file /x\n",
    "ADD git@github.com:x/y.git /x\n",
    "ADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://example.com/x /x\n",
    "COPY file /x\n",
    "ADD 'file.tgz' /x/\n",
  ],
  fixes: [
    ["ADD --chown=1:1 file /x\n", "COPY --chown=1:1 file /x\n"],
    ["add file /x\n", "copy file /x\n"],
  ],
});
