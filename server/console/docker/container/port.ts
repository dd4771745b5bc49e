import { PUBLISHED_ADDRESS } from "#contract/docker/containerPorts.ts";
import { defineCommand } from "../../command/command.ts";

export const containerPort = defineCommand({
  names: ["docker container port", "docker port"],
  usage: "CONTAINER [PRIVATE_PORT[/PROTO]]",
  description: "List port mappings or a specific mapping for the container",
  flags: {},
  args: { min: 1, max: 2, completes: ["running-container", undefined] },
  async run({ args: [ref = "", wanted] }, { services, owner, io }) {
    const { ports } = services.containers.get(owner, ref);
    const places = ports
      .map(({ container, protocol, host }) => ({
        port: `${container}/${protocol}`,
        place: `${PUBLISHED_ADDRESS}:${host}`,
      }))
      .sort((a, b) => Number.parseInt(a.port, 10) - Number.parseInt(b.port, 10));
    if (wanted === undefined) {
      for (const { port, place } of places) await io.stdout.write(`${port} -> ${place}\n`);
      return 0;
    }
    const [number = "", protocol = "tcp"] = wanted.split("/");
    const found = places.filter(({ port }) => port === `${number}/${protocol}`);
    for (const { place } of found) await io.stdout.write(`${place}\n`);
    if (found.length > 0) return 0;
    await io.stderr.write(`Error: No public port '${wanted}' published for ${ref}\n`);
    return 1;
  },
});
