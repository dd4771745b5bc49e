import { defineCommand } from "../../command/command.ts";

export const search = defineCommand({
  names: ["docker search"],
  usage: "[OPTIONS] TERM",
  description: "Search Docker Hub for images",
  common: true,
  flags: {
    filter: {
      kind: "list",
      short: "f",
      valueName: "filter",
      description: "Filter output based on conditions provided",
    },
    format: { kind: "string", description: "Pretty-print search using a Go template" },
    limit: { kind: "int", description: "Max number of search results" },
    "no-trunc": { kind: "boolean", description: "Don't truncate output" },
  },
  args: { min: 1, max: 1 },
  async run({ args: [term = ""] }, { io }) {
    const page = `https://hub.docker.com/search?q=${encodeURIComponent(term)}`;
    await io.stderr.write(
      `docker: search is not available here: the search of Docker Hub is not part of a registry's API. Open ${page}\n`,
    );
    return 1;
  },
});
