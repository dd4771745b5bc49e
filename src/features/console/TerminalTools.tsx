import {
  CONSOLE,
  closeTerminal,
  showContainerList,
  showTerminal,
  useTerminals,
} from "../../state/console/terminals.ts";
import { toggleScreenReader, useTerminalView } from "../../state/console/terminalView.ts";
import { useContainers } from "../../state/containers/containers.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItem.ts";
import { messages } from "./messages.ts";
import { findOpen } from "./openTerminals.ts";
import styles from "./TerminalTools.module.css";

/** Which terminal is on the screen, what can be done with it, and the way to the list of containers. */
export function TerminalTools() {
  const { terminals: all, current, view } = useTerminals();
  const { isReadOnly } = useReadOnly();
  const terminals = isReadOnly ? all.filter(({ kind }) => kind === "log") : all;
  const count = useContainers((state) => state.containers.length);
  const shown = terminals.find(({ id }) => id === current);
  const isList = view === "containers";
  return (
    <>
      {isList && terminals.length === 1 && (
        <button type="button" className={styles.choice} onClick={() => showTerminal(current)}>
          {messages.backToTerminal}
        </button>
      )}
      {shown && terminals.length > 1 && (
        <Menu
          align="end"
          onCloseFocus={focusChosen}
          items={terminals.map((one) => ({
            kind: "item",
            label: messages.name(one),
            checked: !isList && one.id === current,
            onSelect: () => showTerminal(one.id),
          }))}
          trigger={
            <button type="button" className={styles.choice} aria-label={messages.choose}>
              <span className={styles.name}>{isList ? messages.backToTerminal : messages.name(shown)}</span>
              <Icon name="chevronDown" size={12} />
            </button>
          }
        />
      )}
      <button type="button" className={styles.choice} aria-current={isList} onClick={showContainerList}>
        {messages.containers} {count > 0 && <span className={styles.count}>{messages.count(count)}</span>}
      </button>
      {!isList && (!isReadOnly || shown?.kind === "log") && <TerminalMenu id={current} />}
    </>
  );
}

/** A terminal that was chosen has the keyboard; the button again if none was. */
function focusChosen(): boolean {
  const { current } = useTerminals.getState();
  const isShown = document.querySelector(".xterm") !== null;
  if (isShown) findOpen(current)?.terminal.focus();
  return isShown;
}

function TerminalMenu({ id }: { id: string }) {
  const screenReader = useTerminalView((state) => state.screenReader);
  const items: MenuItem[] = [
    { kind: "item", label: messages.clear, onSelect: () => findOpen(id)?.terminal.clear() },
    { kind: "item", label: messages.reconnect, onSelect: () => findOpen(id)?.line.reconnect() },
    {
      kind: "item",
      label: messages.screenReader,
      detail: messages.screenReaderDetail,
      checked: screenReader,
      onSelect: toggleScreenReader,
    },
    { kind: "separator" },
    { kind: "item", label: messages.close, disabled: id === CONSOLE, onSelect: () => closeTerminal(id) },
  ];
  return <Menu align="end" items={items} trigger={<IconButton label={messages.more} icon="more" />} />;
}
