import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3062 } from "./dl3062.ts";

describeRule(dl3062, bashFromModules, {
  fires: [
    "RUN go install ¦example.com/pkg¦\n",
    "RUN go install example.com/pkg@latest\n",
    "RUN go get -tool foobar\n",
    "RUN go run example.com/pkg\n",
    "RUN go install tool foobar\n",
  ],
  quiet: [
    "RUN go install example.com/pkg@v1.2.3\n",
    "RUN go install ./app\n",
    "RUN go install .\n",
    "RUN go run example.com/pkg@v1.2.3 foobar\n",
    "RUN go run example.com/pkg@v1.2.3 --foo bar\n",
    "RUN go build example.com/pkg\n",
    "RUN go run main.go\n",
  ],
});
