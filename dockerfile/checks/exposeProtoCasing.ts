import { parsePortSpec } from "../stages/portSpec.ts";
import { type Check, replaceFix } from "./context/check.ts";

export const exposeProtoCasing: Check = {
  name: "ExposeProtoCasing",
  title: "Protocol in EXPOSE instruction should be lowercase",
  why: "Protocols are written in lowercase. Docker lowercases them anyway, so the line and the image would differ.",
  page: "expose-proto-casing",
  find: ({ visits }) =>
    visits.flatMap(({ instruction, ports }) => {
      if (instruction.name !== "EXPOSE") return [];
      return ports.flatMap((port) => {
        const spec = parsePortSpec(port);
        if ("error" in spec || spec.protocol === spec.protocol.toLowerCase()) return [];
        const word = instruction.ports.find(({ raw }) => raw === port);
        return [
          {
            message: `Defined protocol '${port}' in EXPOSE instruction should be lowercase`,
            range: word?.range ?? instruction.range,
            at: instruction.range,
            ...(word === undefined
              ? {}
              : { fixes: [replaceFix("Write it in lower case", word.range, port.toLowerCase())] }),
          },
        ];
      });
    }),
};
