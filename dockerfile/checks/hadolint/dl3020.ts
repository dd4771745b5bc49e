import type { AddInstruction } from "../../instructions/instruction.ts";
import { replaceFix } from "../check.ts";
import { isArchive } from "./isArchive.ts";
import type { Rule } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

export const dl3020: Rule = {
  code: "DL3020",
  severity: "error",
  title: "Use COPY for files and folders",
  message: "Use COPY instead of ADD for files and folders",
  why: "ADD downloads and unpacks, depending on what it is given. COPY only copies, so who reads it knows what comes out.",
  bad: "FROM busybox:1.37\nADD app /app\n",
  good: "FROM busybox:1.37\nCOPY app /app\n",
  find: ({ steps }) =>
    steps.flatMap(({ instruction, at }) => {
      if (instruction.name !== "ADD" || needsAdd(instruction)) return [];
      const { raw, range } = instruction.keyword;
      const copy = raw === raw.toLowerCase() ? "copy" : "COPY";
      return [{ range, at, fixes: [replaceFix(`Write ${copy}`, range, copy)] }];
    }),
};

/** Whether it does something that COPY can't, or has a flag that COPY has not. */
function needsAdd({ sources, checksum, keepGitDir, unpack }: AddInstruction): boolean {
  if (checksum !== undefined || keepGitDir || unpack !== undefined) return true;
  return sources.every((source) => source.kind === "path" && isSpecial(source.path.raw));
}

function isSpecial(path: string): boolean {
  return isArchive(path) || /^(https?:\/\/|git:\/\/|ssh:\/\/|git@)/.test(unquoted(path));
}
