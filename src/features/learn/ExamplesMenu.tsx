import { addNotice } from "../../state/page/notices.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { openOrCreate } from "../../state/workspace/workspaceActions.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItem.ts";
import { EXAMPLES, type Example } from "./examples.ts";
import { loadExample } from "./loadExample.ts";
import { messages } from "./messages.ts";

/** Opens an example as a workspace of its own. */
export function ExamplesMenu() {
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const items = EXAMPLES.map(
    (example): MenuItem => ({
      kind: "item",
      label: example.title,
      detail: example.detail,
      onSelect: () => void openExample(example),
    }),
  );
  return (
    <Menu
      items={items}
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
    await openOrCreate(await loadExample(example));
  } catch {
    addNotice({ tone: "error", text: messages.failed(example.title) });
  }
}
