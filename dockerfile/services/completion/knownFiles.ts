import type { CopyInstruction, Instruction } from "../../instructions/instruction.ts";
import { bare, from } from "./knownFolders.ts";
import type { Lineage } from "./lineage.ts";

/** What a stage has by what its instructions say, beside its folders: files that are copied, and what commands write. The latest first. */
export function knownFiles({ instructions, baseImage }: Lineage): readonly string[] {
  const found: string[] = [];
  let workdir = baseImage?.config?.WorkingDir || "/";
  for (const instruction of instructions) {
    if (instruction.name === "WORKDIR") workdir = from(workdir, bare(instruction.path.raw));
    found.push(...filesOf(instruction).map((path) => from(workdir, path)));
  }
  return [...new Set(found.filter((path) => path.startsWith("/") && path !== "/").toReversed())];
}

function filesOf(instruction: Instruction): readonly string[] {
  if (instruction.name === "COPY" || instruction.name === "ADD") return copied(instruction);
  if (instruction.name !== "RUN") return [];
  const { command } = instruction;
  const scripts =
    command.form === "exec" ? [command.args.join(" ")] : [command.text, ...command.heredocs.map(({ body }) => body)];
  return scripts.flatMap((script) => [...script.matchAll(WRITTEN)].map(({ 1: path = "" }) => path));
}

/** `go build -o PATH`, `curl --output=PATH`, `mkdir -p PATH`, `… > PATH`. */
const WRITTEN =
  /(?:[ \t](?:-o|--output|--out-dir|--outDir|--prefix)[ \t=]|\bmkdir[ \t]+(?:-[pm0-7]+[ \t]+)*|>[ \t]*)(\/?[\w.][\w./@-]*)(?=[\s;&|)]|$)/g;

function copied({ sources, destination }: Pick<CopyInstruction, "sources" | "destination">): readonly string[] {
  const path = bare(destination.raw);
  const isFolder = path.endsWith("/") || path === "." || sources.length > 1;
  if (!isFolder) return [path];
  const words = sources.map((source) => (source.kind === "heredoc" ? source.heredoc.name : source.path.raw));
  const names = words.map((word) => bare(word).replace(/\/+$/, "").replace(/^.*\//, ""));
  // What a wildcard or the whole context brings has no name here.
  return names.filter((name) => /^[\w@-][\w.@-]*$/.test(name)).map((name) => `${path.replace(/\/*$/, "")}/${name}`);
}
