import type { Stack } from "#contract/image.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";

/** What a RUN saw and its layer does not have. */
export interface PassingMount {
  readonly kind: "secret" | "cache" | "ssh" | "bind" | "tmpfs";
  /** The secret's ID, or the folder. */
  readonly name: string;
}

/** The mounts of the RUN that made a layer, as the text that was built says. */
export function mountsOfLayer({ rows, source }: Stack, layer: number): PassingMount[] {
  const line = rows.find((row) => row.layer?.index === layer)?.provenance?.range.start.line;
  if (line === undefined || source === undefined) return [];
  const { stages } = parseDockerfile(source.dockerfileText);
  const made = stages.flatMap(({ instructions }) => instructions).find(({ range }) => range.start.line === line);
  if (made?.name !== "RUN") return [];
  return made.mounts.map(({ type, options }) => {
    const target = options.target ?? options.dst ?? options.destination ?? "";
    return { kind: type, name: type === "secret" ? (options.id ?? target) : target };
  });
}
