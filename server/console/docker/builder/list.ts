import { defineCommand } from "../../command/command.ts";
import { builderTable } from "./builderRows.ts";

export const builderList = defineCommand({
  names: ["docker buildx ls"],
  usage: "",
  description: "List builder instances",
  flags: {
    format: { kind: "unsupported", takesValue: true, description: "", reason: "--format is not available here." },
    "no-trunc": { kind: "ignored", takesValue: false, description: "Don't truncate output" },
  },
  args: { min: 0, max: 0 },
  async run(_given, { services, owner, io }) {
    const builders = await services.builds.describe(owner);
    await io.stdout.write(builderTable(builders, services.builds.pool.standard));
    const away = builders.filter(({ available, reason }) => !available && reason !== undefined);
    for (const { id, reason } of away) await io.stderr.write(`\nCannot load builder ${id}: ${reason}\n`);
    return 0;
  },
});
