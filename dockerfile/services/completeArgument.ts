import { instructionNameOf } from "../instructions/registry.ts";
import { SIGNAL_NAMES } from "../stages/stopSignal.ts";
import { valueItem } from "./completeFlag.ts";
import { imageItems, pathItems, stageItems } from "./completeNames.ts";
import type { CompletionQuery } from "./completionQuery.ts";
import { type CompletionItem, completionKinds } from "./lsp.ts";
import type { TypedStatement } from "./typedStatement.ts";

/** What may follow the flags. */
export function completeArgument(query: CompletionQuery, typed: TypedStatement): readonly CompletionItem[] {
  const { word, words } = typed;
  const value = (text: string): CompletionItem => valueItem(query, text, word.length);
  switch (instructionNameOf(typed.keyword)) {
    case "FROM":
      if (words.length === 1) return [{ ...value("AS"), kind: completionKinds.keyword }];
      return words.length === 0 ? [...stageItems(query, word, true), ...imageItems(query, word), value("scratch")] : [];
    case "COPY":
    case "ADD": {
      const fromContext = !typed.flags.includes("from");
      return [
        ...(fromContext ? pathItems(query, word) : []),
        ...(words.length > 0 ? knownFolders(query).map(value) : []),
      ];
    }
    case "WORKDIR":
      return knownFolders(query).map(value);
    case "USER":
      return knownUsers(query).map(value);
    case "STOPSIGNAL":
      return SIGNAL_NAMES.map(value);
    case "HEALTHCHECK":
      return words.length === 0
        ? ["CMD", "NONE"].map((name) => ({ ...value(name), kind: completionKinds.keyword }))
        : [];
    case "SHELL":
      return words.length === 0 ? ['["/bin/sh", "-c"]', '["/bin/bash", "-o", "pipefail", "-c"]'].map(value) : [];
    case "EXPOSE":
      return ["80", "443", "3000", "5432", "8000", "8080"].map(value);
    case "ARG":
      return platformArgNames.map((name) => ({ ...value(name), kind: completionKinds.variable }));
    default:
      return [];
  }
}

const platformArgNames = [
  "TARGETPLATFORM",
  "TARGETOS",
  "TARGETARCH",
  "TARGETVARIANT",
  "BUILDPLATFORM",
  "BUILDOS",
  "BUILDARCH",
];

/** Folders that the file names so far, as WORKDIR. */
function knownFolders({ dockerfile }: CompletionQuery): readonly string[] {
  const paths = dockerfile.stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => (instruction.name === "WORKDIR" ? [instruction.path.raw] : [])),
  );
  return [...new Set(paths)];
}

function knownUsers({ dockerfile }: CompletionQuery): readonly string[] {
  const users = dockerfile.stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => (instruction.name === "USER" ? [instruction.user.raw] : [])),
  );
  return [...new Set([...users, "root", "nobody", "1000:1000"])];
}
