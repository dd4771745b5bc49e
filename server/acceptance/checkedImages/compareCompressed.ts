import { routes } from "#contract/routes.ts";
import type { ArchivedImage } from "../imageChecker/anyArchive.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson } from "./differences.ts";

/** The compressed sizes that the API says of layers that came compressed; the others are told only as they are packed. */
export async function compareCompressed(
  server: ServerClient,
  { id, layers, stored }: Pick<ArchivedImage, "id" | "layers" | "stored">,
): Promise<Comparison> {
  const parts: Comparison[] = [];
  for (const [index, layer] of layers.entries()) {
    const answer: unknown = await (await server.fetch(routes.layerCompressed(id, index))).json();
    if (stored[index] !== layer.size) {
      parts.push(compareJson({ size: stored[index], how: "received" }, answer, `compressed ${index}`));
    }
  }
  return {
    values: parts.reduce((sum, { values }) => sum + values, 0),
    differences: parts.flatMap(({ differences }) => differences),
  };
}
