import process from "node:process";
import { defineCommand } from "../../command/command.ts";
import { objectFormat } from "../listing/formatFlags.ts";
import { printObject } from "../listing/printObjects.ts";

/** What the words follow. */
export const CLI_VERSION = "28.5.2";
const API_VERSION = "1.51";

export const version = defineCommand({
  names: ["docker version"],
  usage: "[OPTIONS]",
  description: "Show the Docker version information",
  common: true,
  flags: { format: objectFormat },
  args: { min: 0, max: 0 },
  async run({ flags: { format } }, context) {
    const arch = process.arch === "x64" ? "amd64" : process.arch;
    const shared = { ApiVersion: API_VERSION, Os: "linux", Arch: arch };
    const client = { Version: CLI_VERSION, ...shared, DefaultAPIVersion: API_VERSION, Context: "default" };
    const server = {
      Platform: { Name: "Strata" },
      Version: context.services.version,
      ...shared,
      MinAPIVersion: "1.24",
      KernelVersion: "",
    };
    if (format !== undefined) return printObject({ Client: client, Server: server }, format, context);
    const lines = [
      "Client: Strata console",
      ` Version:           ${CLI_VERSION} (the words of this docker CLI)`,
      ` API version:       ${API_VERSION}`,
      ` OS/Arch:           linux/${arch}`,
      ` Context:           default`,
      "",
      "Server: Strata",
      " Engine:",
      `  Version:          ${server.Version}`,
      `  API version:      ${API_VERSION} (minimum version ${server.MinAPIVersion})`,
      `  OS/Arch:          linux/${arch}`,
    ];
    await context.io.stdout.write(`${lines.join("\n")}\n`);
    return 0;
  },
});
