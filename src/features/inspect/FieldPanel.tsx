import { useId, useState } from "react";
import type { Inspect } from "#contract/image.ts";
import type { ImageFields } from "#contract/imageFields.ts";
import { shortId } from "#contract/names/shortId.ts";
import { exactBytes } from "../../lib/formatSize.ts";
import { runInConsole } from "../../state/console/terminals.ts";
import { copyText } from "../../state/page/copyText.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { ShellCommand } from "../../ui/ShellCommand.tsx";
import { type FieldPath, inspectCommand } from "./goTemplate.ts";
import styles from "./InspectPane.module.css";
import type { InspectField } from "./inspectSections.ts";
import { messages } from "./messages.ts";

interface FieldPanelProps {
  id: string;
  field: InspectField;
  inspect: Inspect;
  containerd: ImageFields["containerd"] | undefined;
}

/** What a field means, and the command that prints it or one of its values. */
export function FieldPanel({ id, field, inspect, containerd }: FieldPanelProps) {
  const { isReadOnly } = useReadOnly();
  const [part, choosePart] = useState("");
  const selectId = useId();
  const parts = field.values.filter(({ path }) => path.length > field.path.length).slice(0, MOST_PARTS);
  const path = parts.find((_, index) => `${index}` === part)?.path ?? field.path;
  const command = inspectCommand(refOf(inspect), path, valueAt(inspect, path));
  const other = otherMeaning(field.name, containerd);
  return (
    <div id={id} className={styles.explanation}>
      <p>{field.explanation ?? messages.unknownField}</p>
      {other && <p>{other}</p>}
      {parts.length > 0 && (
        <p className={styles.part}>
          <label htmlFor={selectId}>{messages.part}</label>
          <select id={selectId} value={part} onChange={(event) => choosePart(event.target.value)}>
            <option value="">{messages.wholeField}</option>
            {parts.map(({ text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: values may repeat and never move
              <option key={index} value={index}>
                {text.slice(0, 60)}
              </option>
            ))}
          </select>
        </p>
      )}
      <ShellCommand
        command={command}
        copyLabel={messages.copyCommand}
        onCopy={() => void copyText(command, { copied: messages.commandCopied })}
        run={isReadOnly ? undefined : { label: messages.run, onRun: () => runInConsole(`${command}\n`) }}
      />
    </div>
  );
}

/** Most parts of a field to choose from. */
const MOST_PARTS = 50;

function refOf({ Id, RepoTags }: Inspect): string {
  const [tag] = Array.isArray(RepoTags) ? RepoTags : [];
  return typeof tag === "string" ? tag : shortId(Id);
}

function valueAt(inspect: Inspect, path: FieldPath): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }, inspect);
}

/** Docker's two image stores mean different things by two fields. */
function otherMeaning(name: string, containerd: ImageFields["containerd"] | undefined): string | undefined {
  if (name === "Id") return messages.containerdId(containerd?.id);
  return name === "Size" ? messages.containerdSize(containerd && exactBytes(containerd.size)) : undefined;
}
