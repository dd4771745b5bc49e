import { gunzipSync } from "node:zlib";
import { routes } from "#contract/routes.ts";
import { transferEventSchema } from "#contract/transfer.ts";
import type { PushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { asJson, asList, digestOf, parsed } from "../imageChecker/savedImage.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson, together } from "./differences.ts";

interface CheckedLayers {
  readonly id: string;
  readonly layers: readonly { readonly diffId: string }[];
}

/** Bytes that a layer had where it came from compressed, by diff ID: several if it came from several places. */
export type Received = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * The compressed sizes that the API says of an image's layers. Of one that came compressed, the bytes that came. Of others,
 * the bytes that a registry gets when the image is pushed, which have to be the layer's gzip. Layers that are `checked` are left
 * out, and those that are done are added to them.
 */
export async function compareCompressed(
  server: ServerClient,
  registry: PushRegistry,
  { id, layers }: CheckedLayers,
  received: Received,
  checked = new Set<string>(),
): Promise<Comparison> {
  const isPushed = layers.some(({ diffId }) => !received.has(diffId) && !checked.has(diffId));
  const pushed = isPushed ? await pushedSizes(server, registry, id) : [];
  const parts: Comparison[] = [];
  for (const [index, { diffId }] of layers.entries()) {
    if (checked.has(diffId)) continue;
    checked.add(diffId);
    const answer = asJson(await (await server.fetch(routes.layerCompressed(id, index))).json());
    const sizes = received.get(diffId);
    const right = sizes?.has(Number(answer.size)) ? answer.size : sizes ? [...sizes] : pushed[index];
    parts.push(compareJson({ size: right, how: sizes ? "received" : "packed" }, answer, `compressed ${index}`));
    const facts = asJson(await (await server.fetch(routes.imageFacts(id))).json());
    parts.push(compareJson(answer, asJson(asList(facts.layers)[index]).compressed, `facts compressed ${index}`));
  }
  return together(parts);
}

/** Pushes the image; what the registry has then of each layer. Throws if that is not the layer. */
async function pushedSizes(server: ServerClient, registry: PushRegistry, id: string): Promise<number[]> {
  const repository = `pushed/${id.slice("sha256:".length, "sha256:".length + 12)}`;
  const tag = `${registry.host}/${repository}:1`;
  await server.post(routes.imageTags(id), { tag });
  const events = await (await server.fetch(routes.imagePush(tag), { method: "POST" })).text();
  const last = transferEventSchema.parse(JSON.parse(events.split("data: ").at(-1) ?? ""));
  if (last.type !== "pushed") throw new Error(`${tag} was not pushed: ${events.slice(-1000)}`);
  await server.fetch(routes.image(tag), { method: "DELETE" });
  const manifest = parsed(registry.manifests.get(`${repository}:1`)?.bytes ?? Buffer.from("{}"));
  const config = parsed(registry.blobs.get(String(asJson(manifest.config).digest)) ?? Buffer.from("{}"));
  const diffIds = asList(asJson(config.rootfs).diff_ids);
  return asList(manifest.layers).map((layer, index) => {
    const blob = registry.blobs.get(String(asJson(layer).digest)) ?? Buffer.alloc(0);
    const isGzip = blob.readUInt16BE(0) === 0x1f8b;
    if (isGzip && digestOf(gunzipSync(blob)) !== diffIds[index]) throw new Error(`layer ${index} is another one there`);
    return blob.length;
  });
}
