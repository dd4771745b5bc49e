import { defineCommand } from "../../command/command.ts";

const DOCKER_HUB = "https://index.docker.io/v1/";

export const logout = defineCommand({
  names: ["docker logout"],
  usage: "[SERVER]",
  description: "Log out from a registry",
  longDescription: "Log out from a registry.\nIf no server is specified, the default is defined by the daemon.",
  common: true,
  flags: {},
  args: { min: 0, max: 1 },
  async run({ args: [server] }, { services, owner, io }) {
    const wasLoggedIn = services.transfers.logout(owner, server);
    const name = server ?? DOCKER_HUB;
    await io.stdout.write(wasLoggedIn ? `Removing login credentials for ${name}\n` : `Not logged in to ${name}\n`);
    return 0;
  },
});
