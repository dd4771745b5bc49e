import { parsePortSpec } from "../stages/portSpec.ts";
import { type Check, replaceFix } from "./context/check.ts";

export const exposeInvalidFormat: Check = {
  name: "ExposeInvalidFormat",
  title:
    "IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release",
  why: "EXPOSE does not publish ports: an address or host port has no effect. Use docker run -p to publish.",
  page: "expose-invalid-format",
  find: ({ visits }) =>
    visits.flatMap(({ instruction, ports }) => {
      if (instruction.name !== "EXPOSE") return [];
      return ports.flatMap((port) => {
        const spec = parsePortSpec(port);
        if ("error" in spec || spec.hostPart === "") return [];
        const word = instruction.ports.find(({ raw }) => raw === port);
        const container = port.slice(spec.hostPart.length + 1);
        return [
          {
            message: `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`,
            range: word?.range ?? instruction.range,
            at: instruction.range,
            next: `Write EXPOSE ${container} and publish the port with docker run -p.`,
            ...(word === undefined ? {} : { fixes: [replaceFix(`Write ${container}`, word.range, container)] }),
          },
        ];
      });
    }),
};
