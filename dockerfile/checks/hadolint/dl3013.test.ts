import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3013 } from "./dl3013.ts";

describeRule(dl3013, bashFromModules, {
  fires: [
    "RUN pip install ¦flask¦\n",
    "RUN pip3 install flask==1 ¦django¦\n",
    "RUN python3 -m pip install ¦flask¦\n",
    "RUN pip install --upgrade ¦pip¦\n",
    "RUN pip install git+https://github.com/x/y.git\n",
    "RUN pip install --user flask\n",
    "RUN pip install --index-url https://x/ flask\n",
  ],
  quiet: [
    "RUN pip install pykafka -c http://foo.bar.baz\n",
    "RUN pip install MySQL_python==1.2.2 --user\n",
    "RUN pip3 install --prefix /opt/x yamllint==1.20.0\n",
    "RUN pip install flask==1.0\n",
    "RUN pip install 'flask>=1.0'\n",
    "RUN pip install -r requirements.txt\n",
    "RUN pip install --requirement requirements.txt\n",
    "RUN pip install .\n",
    "RUN pip install --constraint c.txt flask\n",
    "RUN pip install git+https://github.com/x/y.git@1.2\n",
    "RUN pip install app-1.0.whl\n",
    "RUN pip install ./app\n",
    "RUN pip list\n",
    "RUN pip install --index-url https://x/ flask==1\n",
    "RUN pip install --target lib flask==1\n",
  ],
});
