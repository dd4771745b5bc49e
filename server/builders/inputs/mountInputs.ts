import type { MountPlan, RunOperation } from "#dockerfile/steps/operation.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { selectionDigest } from "../files/selection.ts";
import type { CacheSession } from "./cacheSession.ts";
import type { InputTask } from "./inputTask.ts";

async function contentOf(session: CacheSession, task: InputTask, mount: MountPlan): Promise<string> {
  if (mount.root === undefined) return "";
  const view = await task.roots(mount.root);
  if (view.layers !== undefined || view.source === undefined) return view.key;
  const fact = digestOf(JSON.stringify(["mount", view.key, mount.options.source ?? ""]));
  const known = session.cache.fact(fact);
  if (known !== undefined) return known;
  const found = view.source().lookup(mount.options.source ?? "");
  const digest = found === undefined ? "missing" : selectionDigest([{ ...found, base: "" }], () => true);
  session.cache.setFact(fact, digest);
  return digest;
}

/** The id and sharing of a cache don't affect what a RUN makes: BuildKit leaves them out of the key. */
function keyOptions({ type, options }: MountPlan): MountPlan["options"] {
  if (type !== "cache") return options;
  const { id, sharing, ...rest } = options;
  return rest;
}

/** Mounts belong to the key of a RUN; the content of a cache or a secret does not, as in BuildKit. */
export async function mountInputs(
  session: CacheSession,
  task: InputTask,
  run: RunOperation,
): Promise<[string, string][]> {
  const inputs: [string, string][] = [];
  for (const [index, mount] of run.mounts.entries()) {
    const content = mount.type === "bind" ? await contentOf(session, task, mount) : "";
    inputs.push([`mount ${index + 1}`, JSON.stringify([mount.type, keyOptions(mount), content])]);
  }
  // What a RUN made with a secret must not reach another workspace through the cache.
  if (run.mounts.some((mount) => mount.type === "secret")) inputs.push(["workspace", session.workspace]);
  return inputs;
}
