import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3016 } from "./dl3016.ts";

describeRule(dl3016, bashFromModules, {
  fires: [
    "RUN npm install ¦express¦\n",
    "RUN npm install -g express sax@0.1.1\n",
    "RUN npm install @scope/name\n",
    "RUN npm install git://github.com/npm/npm.git\n",
    "RUN npm i express\n",
  ],
  quiet: [
    'RUN npm install @myorg/p@">=0.1.0 <0.2.0"\n',
    "RUN npm install ~/folder\n",
    "RUN npm install --registry https://example.com sax@0.1.1\n",
    "RUN npm run --crazy install\n",
    "RUN npm install\n",
    "RUN npm install express@4.1.1\n",
    'RUN npm install express@"4.1.1"\n',
    "RUN npm install -g express@4\n",
    "RUN npm install @scope/name@1.2.3\n",
    "RUN npm install git+https://github.com/npm/npm.git#v1\n",
    "RUN npm install ./folder\n",
    "RUN npm install /folder/pkg.tgz\n",
    "RUN npm install pkg.tgz\n",
    "RUN npm run install\n",
    "RUN npm install --loglevel verbose\n",
    "RUN npm ci\n",
  ],
});
