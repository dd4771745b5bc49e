import { addNotice } from "../../state/notices.ts";
import { bringBack, openContent, useReplaced } from "../../state/openContent.ts";
import { useWorkspace } from "../../state/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItem.ts";
import { EXAMPLES, type Example } from "./examples.ts";
import { loadExample } from "./loadExample.ts";

/** Opens an example in the place of what is there; a notice offers the way back. */
export function ExamplesMenu() {
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const replaced = useReplaced((state) => state.content);
  const examples = EXAMPLES.map(
    (example): MenuItem => ({
      kind: "item",
      label: example.title,
      detail: example.detail,
      onSelect: () => void openExample(example),
    }),
  );
  const back: MenuItem[] = replaced
    ? [
        {
          kind: "item",
          label: `Back to ${replaced.name || "your files"}`,
          detail: "What was here before",
          onSelect: bringBack,
        },
        { kind: "separator" },
      ]
    : [];
  return (
    <Menu
      items={[...back, ...examples]}
      trigger={
        <Button variant="quiet" disabled={!ready}>
          Examples
          <Icon name="chevronDown" size={12} />
        </Button>
      }
    />
  );
}

async function openExample(example: Example): Promise<void> {
  try {
    const content = await loadExample(example);
    openContent(content, `Opened “${example.title}”. Your files are kept for Undo.`);
  } catch {
    addNotice({ tone: "error", text: `“${example.title}” could not be loaded. Check the connection and try again.` });
  }
}
