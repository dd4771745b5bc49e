import type { AddInstruction } from "../../instructions/instruction.ts";
import { replaceFix } from "../context/check.ts";
import { isArchive } from "./isArchive.ts";
import type { Rule } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

export const dl3020: Rule = {
  code: "DL3020",
  severity: "error",
  title: "Use COPY for files and folders",
  message: "Use COPY instead of ADD for files and folders",
  why: "ADD may download or unpack its source, depending on what it is. COPY only copies, so its result is predictable.",
  bad: "FROM busybox:1.37\nADD app /app\n",
  good: "FROM busybox:1.37\nCOPY app /app\n",
  find: ({ steps }) =>
    steps.flatMap(({ instruction, at }) => {
      if (instruction.name !== "ADD" || needsAdd(instruction)) return [];
      const { raw, range } = instruction.keyword;
      const copy = raw === raw.toLowerCase() ? "copy" : "COPY";
      // Among files there may be one to download or to unpack: that is for its writer to part.
      const isPlain = !instruction.sources.some(isSpecial);
      return [{ range, at, ...(isPlain && { fixes: [replaceFix(`Write ${copy}`, range, copy)] }) }];
    }),
};

/** Whether it does something that COPY can't, or has a flag that COPY has not. */
function needsAdd({ sources, checksum, keepGitDir, unpack }: AddInstruction): boolean {
  if (checksum !== undefined || keepGitDir || unpack !== undefined) return true;
  return sources.every(isSpecial);
}

function isSpecial(source: AddInstruction["sources"][number]): boolean {
  if (source.kind !== "path") return false;
  const { raw } = source.path;
  return isArchive(raw) || /^(https?:\/\/|git:\/\/|ssh:\/\/|git@)/i.test(unquoted(raw));
}
