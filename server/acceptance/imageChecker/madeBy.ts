export interface MadeBy {
  readonly instruction: string;
  readonly text: string;
}

const WORDS =
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  );

/** The instruction of a history row, from BuildKit's text or the old builder's. */
export function madeBy(createdBy: string): MadeBy {
  const text = createdBy.replace(/# buildkit\s*$/, "").trim();
  const old = text.split("/bin/sh -c #(nop)");
  if (old.length > 1) return worded((old[1] ?? "").trim());
  const shell = /^(?:RUN )?(?:\|\d+ .*?)?\/bin\/sh -c (.*)$/s.exec(text);
  if (shell) return { instruction: "RUN", text: line(shell[1] ?? "") };
  // Another shell: as many words as there are arguments come before it.
  const [, count = "0", rest = ""] = /^RUN \|(\d+) (.*)$/s.exec(text) ?? [];
  if (rest !== "") return { instruction: "RUN", text: line(rest.split(" ").slice(Number(count)).join(" ")) };
  return worded(text);
}

function worded(text: string): MadeBy {
  const [word = "", ...rest] = text.split(/\s/);
  if (!WORDS.includes(word)) return { instruction: "LAYER", text: line(text) };
  const value = line(rest.join(" "));
  const shellCheck = /^&\{\["CMD-SHELL" "(.*?)"\]/.exec(value)?.[1];
  if (word === "HEALTHCHECK" && shellCheck !== undefined) return { instruction: word, text: `CMD ${shellCheck}` };
  const values =
    word === "EXPOSE" || word === "VOLUME" ? /^map\[(.*)\]$/.exec(value)?.[1]?.replaceAll(":{}", "") : undefined;
  return { instruction: word, text: values ?? (word === "EXPOSE" ? value.replace(/^\[|\]$/g, "") : value) };
}

function line(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}
