import { AUTO_BUILDER, type BuilderDescription, type BuilderNode } from "#contract/health.ts";
import { alignTabs } from "../../text/table.ts";

const HEADERS = ["NAME/NODE", "DRIVER/ENDPOINT", "STATUS", "BUILDKIT", "PLATFORMS"];

/** How buildx calls the way to a builder. */
export function driverOf({ kind, driver }: Pick<BuilderDescription, "kind" | "driver">): string {
  return driver ?? kind;
}

function nodesOf({ id, nodes, available, platforms }: BuilderDescription): readonly BuilderNode[] {
  return nodes ?? [{ name: id, available, platforms }];
}

/** The table of `docker buildx ls`: each builder, and below it its nodes. The standard one has a star. */
export function builderTable(builders: readonly BuilderDescription[], standard: string): string {
  const choice = standard === AUTO_BUILDER ? "embedded" : standard;
  const rows = builders.flatMap((builder) => [
    [`${builder.id}${builder.id === choice ? "*" : ""}`, driverOf(builder), "", "", ""],
    ...nodesOf(builder).map(({ name, available, version, platforms }) => [
      ` \\_ ${name}`,
      ` \\_ ${driverOf(builder)}`,
      builder.setAside === true ? "set aside" : available ? "running" : "error",
      version ?? "",
      platforms.join(", "),
    ]),
  ]);
  return alignTabs([HEADERS, ...rows].map((cells) => `${cells.join("\t")}\n`).join(""));
}
