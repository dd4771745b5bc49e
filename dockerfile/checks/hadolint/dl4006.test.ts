import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl4006 } from "./dl4006.ts";

describeRule(dl4006, bashFromModules, {
  fires: [
    'SHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN a | b\n',
    "RUN ¦a | b¦\n",
    "RUN true && (a | b)\n",
    'SHELL ["/bin/bash", "-c"]\nRUN a | b\n',
    'FROM debian:12 AS x\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM debian:12\nRUN a | b\n',
  ],
  quiet: [
    'SHELL ["/usr/local/bin/zsh", "-o", "pipefail", "-c"]\nRUN a | b\n',
    "RUN a || b\n",
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\n',
    'SHELL ["/bin/bash", "-euxo", "pipefail", "-c"]\nRUN a | b\n',
    "RUN set -o pipefail && a | b\n",
    'SHELL ["pwsh", "-c"]\nRUN a | b\n',
    'FROM debian:12 AS x\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nFROM x\nRUN a | b\n',
    "RUN echo 'a | b'\n",
    "# hadolint shell=powershell\nFROM debian:12\nRUN a | b\n",
    "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a | b\n",
  ],
  fixes: [
    ["RUN a | b\n", 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\n'],
    ["FROM alpine:3\nRUN a | b\n", 'FROM alpine:3\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN a | b\n'],
  ],
});
