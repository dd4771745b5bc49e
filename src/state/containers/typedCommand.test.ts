import { expect, it } from "vitest";
import { typedCommand } from "./typedCommand.ts";

it.each([
  ["make static", "make static"],
  [
    "apt-get update \\\n    && apt-get install -y make \\\n    && make",
    "apt-get update && apt-get install -y make && make",
  ],
  ["<<EOF\necho one\nEOF", undefined],
  ["", undefined],
])("%j is typed as %j", (command, typed) => expect(typedCommand(command)).toBe(typed));
