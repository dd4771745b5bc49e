import { expect, it } from "vitest";
import { parseCreatedBy } from "./createdBy.ts";

it.each([
  ["RUN /bin/sh -c echo hi # buildkit", "RUN", "echo hi"],
  ["RUN |2 A=1 B=two words /bin/sh -c echo hi # buildkit", "RUN", "echo hi"],
  ["RUN |1 WHO=x /bin/sh -c echo a\necho b\n # buildkit", "RUN", "echo a echo b"],
  ["RUN |1 A=1 echo exec form # buildkit", "RUN", "echo exec form"],
  ["RUN /bin/bash -o pipefail -c make # buildkit", "RUN", "/bin/bash -o pipefail -c make"],
  ["/bin/sh -c apt-get update", "RUN", "apt-get update"],
  ["|1 A=1 /bin/sh -c make", "RUN", "make"],
  ["COPY --chown=1:1 a b ./ # buildkit", "COPY", "--chown=1:1 a b ./"],
  ["/bin/sh -c #(nop) COPY file:0b1c in / ", "COPY", "file:0b1c in /"],
  ['/bin/sh -c #(nop)  CMD ["sh"]', "CMD", '["sh"]'],
  ["|1 A=1 /bin/sh -c #(nop)  ENV X=1", "ENV", "X=1"],
  ["EXPOSE map[80/tcp:{}]", "EXPOSE", "80/tcp"],
  ["EXPOSE [80/tcp 443/tcp]", "EXPOSE", "80/tcp 443/tcp"],
  ["VOLUME [/data]", "VOLUME", "[/data]"],
  [`HEALTHCHECK &{["CMD-SHELL" "true"] "3s" "0s" "0s" "0s" '\\x00'}`, "HEALTHCHECK", "CMD true"],
  ['HEALTHCHECK &{["CMD" "curl" "-f"] "0s" "0s" "0s" "0s" \'\\x03\'}', "HEALTHCHECK", 'CMD ["curl","-f"]'],
  ["WORKDIR /app", "WORKDIR", "/app"],
  ["umoci insert", "LAYER", "umoci insert"],
  ["", "LAYER", ""],
])("reads %j", (createdBy, instruction, text) => {
  expect(parseCreatedBy(createdBy)).toEqual({ instruction, text });
});
