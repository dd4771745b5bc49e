import type { Explanation } from "./historyExplanations.ts";

export const messages = {
  noImage: "No image yet",
  noImageDetail: "Press Build to see the history of the image.",
  fullCommands: "Full commands",
  fullDetail: "Whole commands and IDs, as docker history --no-trunc",
  raw: "Raw values",
  rawDetail: "Bytes, and times as they are stored, as docker history --human=false",
  order: (newestFirst: boolean) => (newestFirst ? "Newest first" : "As written"),
  orderDetail: (newestFirst: boolean) =>
    newestFirst
      ? "The newest row first, as docker history. Press for the order of the Dockerfile"
      : "In the order of the Dockerfile. Press for the newest row first",
  columns: { image: "Image", created: "Created", createdBy: "Created by", size: "Size", comment: "Comment" },
  /** Docker's word for an intermediate image. */
  missing: "<missing>",
  /** Docker's word for a time that is not recorded. */
  never: "N/A",
  showCommand: "Show the full command, and what it means",
  noCommand: "(not recorded)",
  line: (line: number) => `line ${line}`,
  layer: (number: number) => `layer ${number}`,
  showLayer: (number: number) => `Show layer ${number} in the stack`,
  noLayer: "no layer",
  baseImage: "base image",
} as const;

/** What a part of a row means, in one or two sentences. */
export function explanationText(explanation: Explanation): string {
  switch (explanation.about) {
    case "layer":
      return explanation.isNothing
        ? `Made layer ${explanation.number}. 0 B, and yet a layer: folders, links, deletions, and new modes or owners have no bytes.`
        : `Made layer ${explanation.number}. The size is that of the files in it.`;
    case "no-layer":
      return explanation.why === "configuration"
        ? "No layer, because it only changes the configuration of the image."
        : "No layer, because the image has fewer layers than its history has steps.";
    case "not-recorded":
      return "The tool that built the image did not record what made this layer.";
    case "missing":
      return "<missing> is no error: only the image itself has an ID. Builders keep the layers of the steps before, not an image for each.";
    case "arguments": {
      const { names } = explanation;
      const [isOne, list] = [names.length === 1, names.join(", ")];
      const which = names.length === 0 ? "Build arguments of this RUN." : `Build argument${isOne ? "" : "s"} ${list}.`;
      return `${which} Anybody who has the image can read their values: pass passwords with RUN --mount=type=secret.`;
    }
    case "nop":
      return "#(nop) is how the classic builder writes an instruction that runs no command: nothing was run.";
    case "shell":
      return "/bin/sh -c is the shell that runs a command written in shell form.";
    case "buildkit":
      return "# buildkit is a note of the builder that made this row, not part of the command.";
  }
}
