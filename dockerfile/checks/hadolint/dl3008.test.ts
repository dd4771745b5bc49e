import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3008 } from "./dl3008.ts";

describeRule(dl3008, bashFromModules, {
  fires: [
    "RUN apt-get install -y ¦curl¦\n",
    "RUN apt-get install -y ¦curl git¦ make=1\n",
    "RUN apt-get update && \\\n    apt-get install -y \\\n    # a comment\n    ¦curl¦\n",
    "ONBUILD RUN apt-get install curl\n",
    'RUN ["apt-get", "install", ¦"curl"¦]\n',
    "RUN sudo apt-get install curl\n",
    "RUN if true; then apt-get -y install curl; fi\n",
    "RUN <<EOF\napt-get install -y curl\nEOF\n",
    "RUN bash <<EOF\napt-get install -y curl\nEOF\n",
  ],
  quiet: [
    "RUN apt-get install -y curl=7.88 git=1\n",
    "RUN apt-get install -y ./local.deb\n",
    "RUN apt-get install -y curl/stable\n",
    "RUN apt-get -t bookworm install -y curl=7\n",
    "RUN apt-get install -y --target-release=bookworm curl=7\n",
    "RUN apt-get update\n",
    "RUN echo apt-get install curl\n",
    "RUN python3 <<EOF\napt-get install -y curl\nEOF\n",
    'SHELL ["pwsh", "-c"]\nRUN apt-get install curl\n',
    "RUN apt-get install -y -o Dpkg::Options::=--force-confdef curl=1\n",
  ],
});
