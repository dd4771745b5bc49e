import type { FlagDefinition } from "../instructions/instructionDefinition.ts";
import { instructionNameOf, instructionRegistry } from "../instructions/registry.ts";
import { MOUNT_KEYS } from "../instructions/runMount.ts";
import { imageItems, stageItems } from "./completeNames.ts";
import type { CompletionQuery } from "./completionQuery.ts";
import { type CompletionItem, completionKinds, markdown } from "./lsp.ts";
import type { TypedStatement } from "./typedStatement.ts";

/** Flags of the instruction, and their values behind `=`. */
export function completeFlag(query: CompletionQuery, typed: TypedStatement): readonly CompletionItem[] {
  const name = instructionNameOf(typed.keyword);
  if (name === undefined) return [];
  const { flags } = instructionRegistry[name];
  const cut = typed.word.indexOf("=");
  if (cut !== -1) {
    const flag = flags.find((candidate) => `--${candidate.name}` === typed.word.slice(0, cut));
    return flag === undefined ? [] : completeValue(query, flag, typed.word.slice(cut + 1));
  }
  const range = query.rangeBack(typed.word.length);
  return flags
    .filter((flag) => flag.kind === "list" || !typed.flags.includes(flag.name))
    .map((flag) => ({
      label: `--${flag.name}`,
      kind: completionKinds.property,
      detail: flag.summary,
      textEdit: { range, newText: flag.kind === "boolean" ? `--${flag.name}` : `--${flag.name}=` },
    }));
}

function completeValue(query: CompletionQuery, flag: FlagDefinition, typed: string): readonly CompletionItem[] {
  if (flag.name === "mount") return completeMount(query, typed);
  if (flag.name === "from") return [...stageItems(query, typed), ...imageItems(query, typed)];
  const values = flag.kind === "boolean" ? ["true", "false"] : (flag.values ?? []);
  return values.map((value) => valueItem(query, value, typed.length));
}

const MOUNT_TYPES: Readonly<
  Record<string, { readonly summary: string; readonly keys: readonly (keyof typeof MOUNT_KEYS)[] }>
> = {
  bind: {
    summary: "Files of the context, a stage or an image, without copying them.",
    keys: ["target", "source", "from", "readwrite"],
  },
  cache: {
    summary: "A folder that is kept between builds.",
    keys: ["target", "id", "sharing", "from", "source", "mode", "uid", "gid", "readonly"],
  },
  tmpfs: { summary: "An empty folder in memory.", keys: ["target", "size"] },
  secret: {
    summary: "A secret as a file or a variable; no layer keeps it.",
    keys: ["id", "target", "env", "required", "mode", "uid", "gid"],
  },
  ssh: { summary: "The SSH agent of who builds.", keys: ["id", "target", "required", "mode", "uid", "gid"] },
};
const WITHOUT_VALUE: ReadonlySet<string> = new Set(["readonly", "readwrite", "required"]);

function completeMount(query: CompletionQuery, typed: string): readonly CompletionItem[] {
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
    const values = key === "sharing" ? ["shared", "private", "locked"] : [];
    return values.map((each) => valueItem(query, each, value.length));
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

export function valueItem(query: CompletionQuery, value: string, typedLength: number): CompletionItem {
  return {
    label: value,
    kind: completionKinds.value,
    textEdit: { range: query.rangeBack(typedLength), newText: value },
  };
}
