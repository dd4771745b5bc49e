import { beforeAll, expect, test } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { describeRule, findWith } from "./describeRule.ts";
import { dl3009 } from "./dl3009.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

describeRule(dl3009, bashFromModules, {
  fires: [
    "RUN ¦apt-get update¦ && apt-get install -y curl=1\n",
    "RUN apt update\n",
    "RUN --mount=type=cache,target=/root/.cache apt-get update\n",
    "RUN rm -rf /var/lib/apt/lists/* && apt-get update\n",
    "FROM debian:12 AS base\nRUN apt-get update\nFROM base\n",
  ],
  quiet: [
    "RUN apt-get update && apt-get install -y curl=1 && rm -rf /var/lib/apt/lists/*\n",
    "RUN apt-get update && rm -r /var/lib/apt/lists\n",
    "RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\n",
    "RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update\n",
    "FROM debian:12 AS build\nRUN apt-get update\nFROM debian:12\nCOPY --from=build /a /a\n",
    "RUN apt-get update && apt-get distclean\n",
  ],
  fixes: [
    [
      "RUN apt-get update && apt-get install -y curl=1\n",
      "RUN apt-get update && apt-get install -y curl=1 && rm -rf /var/lib/apt/lists/*\n",
    ],
    [
      "RUN apt-get update \\\n    && apt-get install -y curl=1\n",
      "RUN apt-get update \\\n    && apt-get install -y curl=1 \\\n    && rm -rf /var/lib/apt/lists/*\n",
    ],
    [
      "RUN <<EOF\n  apt-get update\n  apt-get -y install curl=1\nEOF\n",
      "RUN <<EOF\n  apt-get update\n  apt-get -y install curl=1\n  rm -rf /var/lib/apt/lists/*\nEOF\n",
    ],
  ],
});

test("what a later RUN needs is not deleted", () => {
  const [found] = findWith(dl3009, "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y curl=1\n", bash);
  expect(found?.fixes).toBeUndefined();
});
