import { addNotice } from "../../state/page/notices.ts";
import { bringBack, openContent, useReplaced } from "../../state/workspace/openContent.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItem.ts";
import { EXAMPLES, type Example } from "./examples.ts";
import { loadExample } from "./loadExample.ts";
import { messages } from "./messages.ts";

/** Opens an example in place of the current files. Undo brings them back. */
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
          label: messages.back(replaced.name),
          detail: messages.backDetail,
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
          {messages.menu}
          <Icon name="chevronDown" size={12} />
        </Button>
      }
    />
  );
}

async function openExample(example: Example): Promise<void> {
  try {
    const content = await loadExample(example);
    openContent(content, messages.opened(example.title));
  } catch {
    addNotice({ tone: "error", text: messages.failed(example.title) });
  }
}
