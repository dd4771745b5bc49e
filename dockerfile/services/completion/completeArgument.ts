import { instructionNameOf } from "../../instructions/registry.ts";
import { PLATFORM_ARGS } from "../../stages/predefinedArgs.ts";
import { SIGNAL_NAMES } from "../../stages/stopSignal.ts";
import { type CompletionItem, completionKinds } from "../lsp.ts";
import type { TypedStatement } from "../typedStatement.ts";
import { imageItems, officialItems } from "./completeImage.ts";
import { pathItems, stageItems } from "./completeNames.ts";
import { ownerItems } from "./completeOwner.ts";
import type { CompletionQuery } from "./completionQuery.ts";
import { knownFiles } from "./knownFiles.ts";
import { knownFolders } from "./knownFolders.ts";
import { type Lineage, lineageAt, lineageOf } from "./lineage.ts";
import { valueItem } from "./valueItem.ts";

const SHELLS = [
  '["/bin/sh", "-c"]',
  '["/bin/bash", "-o", "pipefail", "-c"]',
  '["/bin/ash", "-eo", "pipefail", "-c"]',
  '["powershell", "-Command"]',
];

/** What may follow the flags. */
export function completeArgument(query: CompletionQuery, typed: TypedStatement): readonly CompletionItem[] {
  const { words } = typed;
  const word = withoutQuote(typed);
  const value = (text: string): CompletionItem => valueItem(query, text, word.length);
  const here = (): Lineage => lineageAt(query.dockerfile, query.position, query.environment);
  const folders = (lineage: Lineage): readonly CompletionItem[] => knownFolders(lineage).map(value);
  const pathsOf = (lineage: Lineage): readonly CompletionItem[] =>
    [...new Set([...knownFiles(lineage), ...knownFolders(lineage)])].map(value);
  const labelItem = (name: string): CompletionItem => ({
    ...value(`${name}=`),
    label: name,
    kind: completionKinds.property,
  });
  switch (instructionNameOf(typed.keyword)) {
    case "FROM":
      if (words.length === 1) {
        const as = typed.keyword === typed.keyword.toLowerCase() ? "as" : "AS";
        return [{ ...value(as), kind: completionKinds.keyword }];
      }
      return words.length === 0
        ? [
            ...stageItems(query, word, true),
            ...imageItems(query, word),
            value("scratch"),
            ...officialItems(query, word),
          ]
        : [];
    case "COPY":
    case "ADD": {
      const sources =
        typed.from === undefined ? pathItems(query, word, isJson(typed)) : pathsOf(sourceLineage(query, typed.from));
      // The first word can't be the destination yet.
      return [...sources, ...(words.length > 0 ? folders(here()) : [])];
    }
    case "WORKDIR":
    case "VOLUME":
      return folders(here());
    case "USER":
      return ownerItems(query, word);
    case "LABEL":
      return word.includes("=") ? [] : LABELS.map(labelItem);
    case "STOPSIGNAL":
      return SIGNAL_NAMES.map(value);
    case "HEALTHCHECK":
      return words.length === 0
        ? ["CMD", "NONE"].map((name) => ({ ...value(name), kind: completionKinds.keyword }))
        : [];
    case "SHELL":
      return words.length === 0 ? SHELLS.map(value) : [];
    case "EXPOSE":
      return portsTyped(word, here).map(value);
    case "ARG": {
      const names = new Set([...globalArgNames(query), ...Object.keys(PLATFORM_ARGS)]);
      return [...names].map((name) => ({ ...value(name), kind: completionKinds.variable }));
    }
    default:
      return [];
  }
}

/** Behind a slash the protocols, else the base image's ports and those that are used most. */
function portsTyped(word: string, here: () => Lineage): readonly string[] {
  const port = /^\d+(?=\/)/.exec(word)?.[0];
  if (port !== undefined) return ["tcp", "udp", "sctp"].map((protocol) => `${port}/${protocol}`);
  const ports = Object.keys(here().baseImage?.config?.ExposedPorts ?? {}).map((each) => each.replace(/\/tcp$/, ""));
  return [...new Set([...ports, "80", "443", "3000", "5432", "8000", "8080"])];
}

function isJson({ words, word }: TypedStatement): boolean {
  return (words[0] ?? word).startsWith("[");
}

/** In the JSON form of COPY and its like, what is typed between the quotes. */
function withoutQuote({ keyword, word }: TypedStatement): string {
  return /^(?:COPY|ADD|VOLUME)$/i.test(keyword) ? word.replace(/^\[?"/, "") : word;
}

/** Keys of the OCI image specification's annotations.md, without their prefix if they have one. */
const LABELS = [
  ...["title", "description", "version", "revision", "created", "authors", "url", "source", "documentation"],
  ...["vendor", "licenses", "ref.name", "base.name", "base.digest"],
].map((key) => `org.opencontainers.image.${key}`);

/** A stage sees an ARG from before the first FROM only if it declares it too. */
function globalArgNames({ dockerfile }: CompletionQuery): readonly string[] {
  return dockerfile.metaArgs.flatMap(({ args }) => args.map(({ key }) => key.raw));
}

/** What is copied from: a stage by name or number; nothing is known of the files of an image. */
function sourceLineage({ dockerfile, environment }: CompletionQuery, from: string): Lineage {
  const named = dockerfile.stages.findLast(({ name }) => name === from.toLowerCase());
  const index = named?.index ?? (/^\d{1,4}$/.test(from) ? Number(from) : undefined);
  return lineageOf(dockerfile, index, environment);
}
