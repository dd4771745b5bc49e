import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3003 } from "./dl3003.ts";

describeRule(dl3003, bashFromModules, {
  fires: ["RUN ¦cd /opt¦ && make\n", "RUN make; cd /opt\n", "RUN <<EOF\ncd /opt\nmake\nEOF\n"],
  quiet: ["WORKDIR /opt\n", "RUN echo cd /opt\n", "RUN git -C /opt pull\n"],
  fixes: [["RUN cd /opt && make && \\\n    make install\n", "WORKDIR /opt\nRUN make && \\\n    make install\n"]],
});
