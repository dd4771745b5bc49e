import { splitBuildArguments } from "#contract/docker/buildArguments.ts";

/** The parsed `created_by` of a history row. */
export interface CreatedBy {
  /** Uppercase: RUN, COPY, …; `LAYER` if the text is not recognized. */
  readonly instruction: string;
  /** The arguments of the instruction, on one line. */
  readonly text: string;
}

const KNOWN =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(\s|$)/;

/**
 * Parses the known forms: BuildKit's (`RUN |1 A=b /bin/sh -c make # buildkit`), the classic builder's
 * (`/bin/sh -c #(nop) CMD ["sh"]`, `|1 A=b /bin/sh -c make`), and whatever other tools write (kept as it is).
 */
export function parseCreatedBy(createdBy: string): CreatedBy {
  const text = createdBy.replace(/\s*# buildkit\s*$/, "").trim();
  const nop = /^(?:\|\d+ .*?)?\/bin\/sh -c #\(nop\)\s+/s.exec(text);
  if (nop) return parseWord(text.slice(nop[0].length));
  const run = /^(?:RUN\s+)?(.*)$/s.exec(text)?.[1] ?? "";
  if (text.startsWith("RUN ") || /^(\|\d+ |\/bin\/sh -c )/.test(text)) {
    return { instruction: "RUN", text: oneLine(withoutShell(run)) };
  }
  return parseWord(text);
}

function parseWord(text: string): CreatedBy {
  const word = KNOWN.exec(text)?.[1];
  if (word === undefined) return { instruction: "LAYER", text: oneLine(text) };
  return { instruction: word, text: oneLine(cleanValue(word, text.slice(word.length).trim())) };
}

/** Drops the arguments that builders put before a command (`|2 A=1 B=x y /bin/sh -c …`) and the default shell. */
function withoutShell(command: string): string {
  return splitBuildArguments(command)?.command ?? command.replace(/^\/bin\/sh -c\s+/, "");
}

/** Undoes how Go prints values: `EXPOSE [80/tcp]`, `EXPOSE map[80/tcp:{}]`, `HEALTHCHECK &{["CMD-SHELL" "true"] "3s" …}`. */
function cleanValue(instruction: string, text: string): string {
  if (instruction === "EXPOSE" || instruction === "VOLUME") {
    const map = /^map\[(.*)\]$/s.exec(text)?.[1];
    if (map !== undefined) return map.replaceAll(":{}", "");
    if (instruction === "EXPOSE") return text.replace(/^\[(.*)\]$/s, "$1");
  }
  if (instruction === "HEALTHCHECK") return cleanHealthcheck(text);
  return text;
}

function cleanHealthcheck(text: string): string {
  const test = /^&\{\[(.*?)\](?: |\})/s.exec(text)?.[1];
  if (test === undefined) return text;
  const words = [...test.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? "");
  if (words[0] === "NONE") return "NONE";
  if (words[0] === "CMD-SHELL") return `CMD ${words.slice(1).join(" ")}`;
  return `CMD ${JSON.stringify(words.slice(1))}`;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim();
}
