import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3014 } from "./dl3014.ts";

describeRule(dl3014, bashFromModules, {
  fires: ["RUN ¦apt-get install curl¦\n", "RUN apt-get update && apt-get install -q curl\n"],
  quiet: [
    "RUN apt-get install -y curl\n",
    "RUN apt-get install --yes curl\n",
    "RUN apt-get -qq install curl\n",
    "RUN apt-get -q -q install curl\n",
    "RUN apt-get install -q=2 curl\n",
    "RUN apt-get --assume-yes install curl\n",
    "RUN apt-get update\n",
    "RUN apt-get install -yq curl\n",
  ],
  fixes: [
    ["RUN apt-get install curl\n", "RUN apt-get install -y curl\n"],
    ['RUN ["apt-get", "install", "curl"]\n', 'RUN ["apt-get", "install", "-y", "curl"]\n'],
    ["RUN apt-get install \\\n    curl\n", "RUN apt-get install -y \\\n    curl\n"],
  ],
});
