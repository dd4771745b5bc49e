import os from "node:os";
import { stateWord } from "#contract/docker/containerStatus.ts";
import { binarySize } from "#contract/docker/humanSize.ts";
import { defineCommand } from "../../command/command.ts";
import { objectFormat } from "../listing/formatFlags.ts";
import { printObject } from "../listing/printObjects.ts";
import { CLI_VERSION } from "./version.ts";

export const info = defineCommand({
  names: ["docker system info", "docker info"],
  usage: "[OPTIONS]",
  description: "Display system-wide information",
  common: true,
  flags: { format: objectFormat },
  args: { min: 0, max: 0 },
  async run({ flags: { format } }, context) {
    const { services, owner, io } = context;
    const states = services.containers.list(owner).map(({ state }) => stateWord(state));
    const count = (word: string): number => states.filter((state) => state === word).length;
    const facts = {
      Containers: states.length,
      ContainersRunning: count("running"),
      ContainersPaused: count("paused"),
      ContainersStopped: count("created") + count("exited"),
      Images: services.images.list(owner).length,
      ServerVersion: services.version,
      OSType: "linux",
      Architecture: os.machine(),
      NCPU: os.availableParallelism(),
      MemTotal: os.totalmem(),
      Name: "strata",
    };
    if (format !== undefined) return printObject(facts, format, context);
    const lines = [
      "Client: Strata console",
      ` Version:    ${CLI_VERSION} (the words of this docker CLI)`,
      " Context:    default",
      "",
      "Server:",
      ` Containers: ${facts.Containers}`,
      `  Running: ${facts.ContainersRunning}`,
      `  Paused: ${facts.ContainersPaused}`,
      `  Stopped: ${facts.ContainersStopped}`,
      ` Images: ${facts.Images}`,
      ` Server Version: ${facts.ServerVersion}`,
      ` OSType: ${facts.OSType}`,
      ` Architecture: ${facts.Architecture}`,
      ` CPUs: ${facts.NCPU}`,
      ` Total Memory: ${binarySize(facts.MemTotal)}`,
      ` Name: ${facts.Name}`,
    ];
    await io.stdout.write(`${lines.join("\n")}\n`);
    return 0;
  },
});
