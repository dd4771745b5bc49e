import type { StrataRow } from "./strataRow.ts";

/** Why a row has no layer, or why its layers are not listed here; one or two sentences. */
export function configExplanation(row: StrataRow): string {
  if (row.baseLayers !== undefined) {
    return `${row.text} brings ${row.baseLayers} layers. Expand it in the stack to look into each.`;
  }
  const meaning = meanings[row.instruction];
  const what = meaning ? `${meaning} ` : "";
  return `${what}It changes only the configuration of the image: no layer, no bytes.`;
}

const meanings: Record<string, string> = {
  ENV: "ENV sets variables for the steps after it and for the containers of the image.",
  ARG: "ARG declares a variable that a build may set; containers do not see it.",
  LABEL: "LABEL notes facts about the image as keys and values.",
  EXPOSE: "EXPOSE notes a port that the program listens on. It opens nothing by itself: docker run -p does.",
  USER: "USER says as whom the steps after it and the container run.",
  VOLUME: "VOLUME notes a folder whose content belongs to the container, not to the image.",
  CMD: "CMD says what a container runs when it is given no command.",
  ENTRYPOINT: "ENTRYPOINT says what a container always runs; CMD gives it arguments.",
  HEALTHCHECK: "HEALTHCHECK says how to find out whether a container works.",
  SHELL: "SHELL says what runs the commands that are written as plain text.",
  STOPSIGNAL: "STOPSIGNAL says which signal ends a container.",
  ONBUILD: "ONBUILD keeps an instruction for the images that are built on this one.",
  MAINTAINER: "MAINTAINER names the author. It is out of date: a LABEL does the same.",
  WORKDIR: "WORKDIR sets the folder for the steps after it and for the container.",
  FROM: "FROM scratch starts with nothing at all.",
};
