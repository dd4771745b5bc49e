import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3042 } from "./dl3042.ts";

describeRule(dl3042, bashFromModules, {
  fires: [
    "RUN ¦pip install flask==1¦\n",
    "RUN python -m pip install flask==1\n",
    "ENV PIP_NO_CACHE_DIR=0\nRUN pip install flask==1\n",
  ],
  quiet: [
    "RUN pip install --no-cache-dir flask==1\n",
    "RUN --mount=type=cache,target=/root/.cache/pip pip install flask==1\n",
    "RUN --mount=type=cache,target=/root/.cache pip install flask==1\n",
    "ENV PIP_NO_CACHE_DIR=1\nRUN pip install flask==1\n",
    "RUN PIP_NO_CACHE_DIR=1 pip install flask==1\n",
    "RUN export PIP_NO_CACHE_DIR=on && pip install flask==1\n",
    "FROM python:3 AS base\nENV PIP_NO_CACHE_DIR=1\nFROM base\nRUN pip install flask==1\n",
    "RUN pipx install flask\n",
    "RUN pip list\n",
  ],
  fixes: [["RUN pip install flask==1\n", "RUN pip install --no-cache-dir flask==1\n"]],
});
