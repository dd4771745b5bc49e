import { counted } from "../../lib/counted.ts";

export const messages = {
  escThenTab: "Esc, Tab leaves",
  tabLeaves: { editor: "Tab leaves the editor", terminal: "Tab leaves the terminal" },
  keys: "Keys",
  cursor: (line: number, column: number) => `Ln ${line}, Col ${column}`,

  builder: {
    connecting: "Connecting…",
    connectingDetail: "Waiting for the server.",
    unreachable: "Server unreachable",
    none: "No builder",
    noneDetail: "The server has no builder configured.",
    named: (id: string) => `${id} builder`,
    /** In place of a name: whichever has the cache, or room. */
    any: "any BuildKit",
    unavailable: (id: string) => `${id} builder unavailable`,
    unavailableShort: "Unavailable",
    withoutRun: (id: string) => `${id} builder, no RUN`,
    withoutRunShort: "No RUN",
    withoutRunDetail: "This machine can't execute RUN.",
    ready: "Ready to build.",
    containersOn: (engine: string) => `Containers run on ${engine}, because there is no sandbox here.`,
    containersNowhere: (reason: string) => `Containers can't run: ${reason}`,
    containersReach: {
      none: "They reach no network.",
      filtered: "They reach public addresses only.",
      bridge: "They reach whatever this machine reaches: an engine can't filter addresses.",
      host: "They have the network of the machine.",
    },
  },

  builders: {
    title: "Builder of this workspace",
    auto: "Automatic",
    autoDetail: "The embedded builder, unless the Dockerfile needs what only BuildKit has.",
    any: "Any BuildKit",
    anyDetail: "The one that has this workspace's cache, or the next that has room.",
    embedded: "Comes with Strata",
    buildkit: (version: string | undefined, driver: string | undefined) =>
      `BuildKit${version ? ` ${version}` : ""}${driver ? ` (${driver})` : ""}`,
    nodes: (able: number, all: number) => [able === all ? counted(all, "node") : `${able} of ${counted(all, "node")}`],
    load: (running: number, most: number) => [`${running} of ${counted(most, "build")} running`],
    setAside: "Strata keeps trying to reach it.",
    away: "Not available now.",
    ofClass: "The builder of your class",
    gone: "This server has no builder of this name.",
    noRun: "Can't execute RUN on this machine.",
    alone:
      "To choose among builders, start Docker on the server's machine, or have its operator name BuildKit builders in STRATA_BUILDERS.",
    both: "Build with both",
    bothDetail: (first: string, second: string) =>
      `Builds this Dockerfile with ${first} and ${second}, and shows what differs.`,
  },

  problems: {
    none: "No problems",
    /** For a phone. */
    all: (count: number) => counted(count, "problem"),
    errors: (count: number) => counted(count, "error"),
    warnings: (count: number) => counted(count, "warning"),
    suggestions: (count: number) => counted(count, "suggestion"),
  },

  nextBuild: "Next build",
  nextBuildSummary: (summary: string) => `Next build: ${summary}`,
  line: (line: number, reason: string) => `Line ${line}: ${reason}`,
  allCached: "Every step comes from the cache.",
  moreLines: (count: number) => `and ${counted(count, "more line")}`,

  phoneView: "View",
  phoneViews: { editor: "Editor", both: "Both", result: "Result" },
} as const;
