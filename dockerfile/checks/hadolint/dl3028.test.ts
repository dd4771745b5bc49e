import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3028 } from "./dl3028.ts";

describeRule(dl3028, bashFromModules, {
  fires: [
    "RUN gem install --no-document bundler\n",
    "RUN gem install ¦bundler¦\n",
    "RUN gem i bundler\n",
    "RUN gem install bundler:1 rake\n",
  ],
  quiet: [
    "RUN gem install bundler:2.0.1 --use-system-libraries true\n",
    "RUN gem install bundler:2.0.1\n",
    "RUN gem install bundler -v 2.0.1\n",
    "RUN gem install bundler --version 2\n",
    "RUN gem install bundler --version=2\n",
    "RUN gem install bundler:1 -- --use-system-libraries\n",
    "RUN gem list\n",
  ],
});
