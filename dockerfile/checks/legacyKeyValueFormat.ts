import { type Check, replaceFix } from "./context/check.ts";

export const legacyKeyValueFormat: Check = {
  name: "LegacyKeyValueFormat",
  title: "Legacy key/value format with whitespace separator should not be used",
  why: "Without =, an instruction holds only one pair. Anything that looks like a second pair, and any quotes, become part of the value.",
  page: "legacy-key-value-format",
  find: ({ visits }) =>
    visits.flatMap(({ instruction }) => {
      if (instruction.name !== "ENV" && instruction.name !== "LABEL") return [];
      return instruction.pairs.flatMap(({ key, value, legacy }) => {
        if (legacy !== true) return [];
        const word = instruction.keyword.raw;
        const quoted = /^[\w./:@,+$-]*$/.test(value.raw) || /^(["']).*\1$/s.test(value.raw);
        const text = quoted ? value.raw : `"${value.raw.replaceAll('"', '\\"')}"`;
        return [
          {
            message: `"${word} key=value" should be used instead of legacy "${word} key value" format`,
            range: { start: key.range.start, end: value.range.end },
            at: instruction.range,
            next: `Write ${word} ${key.raw}=${text}.`,
            fixes: [
              replaceFix("Write it with =", { start: key.range.start, end: value.range.end }, `${key.raw}=${text}`),
            ],
          },
        ];
      });
    }),
};
