import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3010 } from "./dl3010.ts";

describeRule(dl3010, bashFromModules, {
  fires: [
    "¦COPY app.tar.gz /tmp/¦\nRUN tar -xzf /tmp/app.tar.gz\n",
    "COPY a b.tgz /tmp/\nRUN cat x && tar xf /tmp/b.tgz\n",
    "COPY x.bin /tmp/app.tar\nRUN tar --extract --file=/x /tmp/app.tar\n",
    "COPY app.gz /tmp/\nRUN gunzip /tmp/app.gz\n",
  ],
  quiet: [
    "COPY app.tar.gz /tmp/\n",
    "COPY app.tar.gz /tmp/\nRUN tar -czf /tmp/app.tar.gz /x\n",
    "FROM debian:12 AS a\nCOPY --from=debian:12 app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz\n",
    "COPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/other.tar.gz\n",
    "RUN tar -xzf /tmp/app.tar.gz\nCOPY app.tar.gz /tmp/\n",
  ],
});
