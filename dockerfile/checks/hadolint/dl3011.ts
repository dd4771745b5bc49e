import type { Rule } from "./rule.ts";

const MAX_PORT = 65_535;

export const dl3011: Rule = {
  code: "DL3011",
  severity: "error",
  title: "Ports range from 0 to 65535",
  message: "Valid UNIX ports range from 0 to 65535",
  why: "A port is a 16-bit number, so 65535 is the highest. Docker rejects anything above.",
  bad: "FROM busybox:1.37\nEXPOSE 80000\n",
  good: "FROM busybox:1.37\nEXPOSE 8000\n",
  sameAs: ["port"],
  find: ({ visits }) =>
    visits.flatMap(({ instruction, ports }) => {
      if (instruction.name !== "EXPOSE") return [];
      const wrong = ports.filter((port) => (port.match(/\d+/g) ?? []).some((number) => Number(number) > MAX_PORT));
      const words = instruction.ports.filter(({ raw }) => wrong.includes(raw));
      const [first = instruction.keyword] = words;
      return wrong.length === 0 ? [] : [{ range: first.range, at: instruction.range }];
    }),
};
