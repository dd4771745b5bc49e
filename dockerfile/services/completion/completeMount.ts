import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { MOUNT_KEYS } from "../../instructions/runMount.ts";
import { type CompletionItem, completionKinds, markdown } from "../lsp.ts";
import { MOUNT_TYPES, SHARING } from "../mountTypes.ts";
import { imageItems } from "./completeImage.ts";
import { pathItems, stageItems } from "./completeNames.ts";
import type { CompletionQuery } from "./completionQuery.ts";
import { knownFolders } from "./knownFolders.ts";
import { lineageAt } from "./lineage.ts";
import { valueItem } from "./valueItem.ts";

const WITHOUT_VALUE: ReadonlySet<string> = new Set(["readonly", "readwrite", "required"]);

/** The keys that a mount of its type still lacks, and their values. */
export function completeMount(query: CompletionQuery, typed: string): readonly CompletionItem[] {
  const fields = typed.split(",");
  const field = fields[fields.length - 1] ?? "";
  const [key = "", value] = field.split("=", 2);
  if (value !== undefined) {
    if (key === "type") {
      return Object.entries(MOUNT_TYPES).map(([type, { summary }]) => ({
        ...valueItem(query, type, value.length),
        detail: summary,
      }));
    }
    if (key === "from") return [...stageItems(query, value), ...imageItems(query, value)];
    return mountValues(query, key, fields, value);
  }
  const type = /(?:^|,)type=(\w+)/.exec(typed)?.[1] ?? "";
  const given = new Set(fields.map((each) => each.split("=", 1)[0]));
  const keys = [...(type === "" ? (["type"] as const) : []), ...((MOUNT_TYPES[type] ?? MOUNT_TYPES.bind)?.keys ?? [])];
  return keys
    .filter((each) => !given.has(each))
    .map((each) => ({
      label: each,
      kind: completionKinds.property,
      detail: MOUNT_KEYS[each],
      documentation: markdown(MOUNT_KEYS[each]),
      textEdit: { range: query.rangeBack(field.length), newText: WITHOUT_VALUE.has(each) ? each : `${each}=` },
    }));
}

/** Folders in which package managers keep what they downloaded. */
const CACHES = [
  ...["/var/cache/apt", "/var/lib/apt/lists", "/var/cache/apk", "/var/cache/dnf", "/root/.cache/pip", "/root/.npm"],
  ...["/root/.cache/yarn", "/go/pkg/mod", "/root/.cache/go-build", "/usr/local/cargo/registry", "/root/.m2"],
];

function mountValues(
  query: CompletionQuery,
  key: string,
  fields: readonly string[],
  typed: string,
): readonly CompletionItem[] {
  const items = (values: readonly string[]): readonly CompletionItem[] =>
    [...new Set(values)].map((each) => valueItem(query, each, typed.length));
  const given = (name: string): string | undefined =>
    fields.find((field) => field.startsWith(`${name}=`))?.slice(name.length + 1);
  const type = given("type") ?? "bind";
  switch (key) {
    case "sharing":
      return items(Object.keys(SHARING));
    case "readonly":
    case "ro":
    case "readwrite":
    case "rw":
    case "required":
      return items(["true", "false"]);
    case "target":
    case "dst":
    case "destination": {
      const known = knownFolders(lineageAt(query.dockerfile, query.position, query.environment));
      return items(type === "secret" ? ["/run/secrets/"] : [...known, ...(type === "cache" ? CACHES : [])]);
    }
    case "source":
    case "src":
      return type === "bind" && given("from") === undefined ? pathItems(query, typed) : [];
    case "id":
      return items(idsOf(query.dockerfile, type));
    default:
      return [];
  }
}

/** Ids that other mounts of the same type have. */
function idsOf({ stages }: Dockerfile, type: string): readonly string[] {
  const runs = stages.flatMap(({ instructions }) => instructions.filter((each) => each.name === "RUN"));
  return runs.flatMap(({ mounts }) =>
    mounts.flatMap((mount) => (mount.type === type && mount.options.id !== undefined ? [mount.options.id] : [])),
  );
}
