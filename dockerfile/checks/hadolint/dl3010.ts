import type { CopyInstruction } from "../../instructions/instruction.ts";
import type { ShellCommand } from "../../shell/shellScript.ts";
import { operands } from "../../shell/shellWords.ts";
import { isArchive } from "./isArchive.ts";
import type { Rule } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

const UNPACKERS = ["unzip", "gunzip", "bunzip2", "unlzma", "unxz", "zgz", "uncompress", "zcat", "gzcat"];

export const dl3010: Rule = {
  code: "DL3010",
  severity: "info",
  title: "Use ADD to unpack an archive",
  message: "Use `ADD` for extracting archives into an image",
  why: "COPY stores the archive in one layer, and the RUN that unpacks it stores its files in another. ADD unpacks it while copying, and only the files are stored.",
  bad: "FROM busybox:1.37\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz\n",
  good: "FROM busybox:1.37\nADD app.tar.gz /\n",
  find: ({ visits, runs }) =>
    visits.flatMap(({ instruction, stage }) => {
      if (instruction.name !== "COPY" || instruction.from !== undefined) return [];
      const names = archivesOf(instruction);
      if (names.length === 0) return [];
      const unpacked = runs.some(
        (run) =>
          run.stage?.index === stage.index &&
          run.statement.range.start.line > instruction.range.start.line &&
          run.script.commands.some((command) => unpacks(command, names)),
      );
      return unpacked ? [{ range: instruction.range, at: instruction.range }] : [];
    }),
};

const lastPart = (path: string): string => unquoted(path).replace(/^.*[/\\]/s, "");

function archivesOf({ sources, destination }: CopyInstruction): readonly string[] {
  if (isArchive(destination.raw)) return [lastPart(destination.raw)];
  const paths = sources.flatMap((source) => (source.kind === "path" ? [source.path.raw] : []));
  return paths.filter(isArchive).map(lastPart);
}

function unpacks(command: ShellCommand, names: readonly string[]): boolean {
  const extracts = command.words.some(
    ({ text }, index) =>
      /^(--extract|--get|-[^-]*x.*)$/.test(text) || (index === 0 && /^[A-Za-z]*x[A-Za-z]*$/.test(text)),
  );
  if (!UNPACKERS.includes(command.name) && !(command.name === "tar" && extracts)) return false;
  return operands(command).some(({ text }) => names.includes(lastPart(text)));
}
