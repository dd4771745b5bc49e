import { useState } from "react";
import type { Container } from "#contract/container.ts";
import { attachTerminal, openLog, openShell } from "../../state/console/terminals.ts";
import { act, type ContainerAction } from "../../state/containers/containerActions.ts";
import { askAbout } from "../../state/containers/containerDialog.ts";
import { showWritableLayer } from "../../state/containers/liveContainer.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItem.ts";
import { Spinner } from "../../ui/Spinner.tsx";
import styles from "./ContainerRows.module.css";
import { messages } from "./messages.ts";
import { type StateWord, stateWord } from "./stateWord.ts";

/** What is done most with a container in its state, and a menu of the rest. */
export function ContainerButtons({ container }: { container: Container }) {
  const { isReadOnly } = useReadOnly();
  const word = stateWord(container);
  if (isReadOnly) return <ShownButtons container={container} />;
  return (
    <span className={styles.buttons}>
      {word === "running" && (
        <Button variant="quiet" onClick={() => openShell(container)}>
          {messages.shell}
        </Button>
      )}
      <Button variant="quiet" onClick={() => openLog(container)}>
        {messages.log}
      </Button>
      <MainButton container={container} word={word} />
      <Menu
        align="end"
        items={menuOf(container, word)}
        trigger={<IconButton label={messages.actions(container.name)} icon="more" />}
      />
    </span>
  );
}

/** What shows something and changes nothing. */
function ShownButtons({ container }: { container: Container }) {
  return (
    <span className={styles.buttons}>
      <Button variant="quiet" onClick={() => openLog(container)}>
        {messages.log}
      </Button>
      <Button variant="quiet" onClick={() => showWritableLayer(container)}>
        {messages.changes}
      </Button>
    </span>
  );
}

type MainAction = Extract<ContainerAction, "start" | "stop" | "unpause">;

const MAIN: Record<StateWord, { readonly label: string; readonly action: MainAction }> = {
  created: { label: messages.startAgain, action: "start" },
  running: { label: messages.stop, action: "stop" },
  paused: { label: messages.unpause, action: "unpause" },
  exited: { label: messages.startAgain, action: "start" },
};

function MainButton({ container, word }: { container: Container; word: StateWord }) {
  const { label, action } = MAIN[word];
  // One with a terminal is for a person: it starts in front of them.
  const inTerminal = action === "start" && container.spec.terminal === true;
  // A container has ten seconds to stop.
  const [busy, setBusy] = useState(false);
  const onClick = () => {
    if (inTerminal) return attachTerminal(container, { start: true });
    setBusy(true);
    void act(container, action).then(() => setBusy(false));
  };
  return (
    <Button variant="quiet" pending={busy} onClick={onClick}>
      {busy && <Spinner />}
      {busy ? messages.busy[action] : label}
    </Button>
  );
}

function menuOf(container: Container, word: StateWord): MenuItem[] {
  const item = (label: string, onSelect: () => void): MenuItem => ({ kind: "item", label, onSelect });
  const does = (label: string, action: ContainerAction) => item(label, () => void act(container, action));
  const isUp = word === "running" || word === "paused";
  return [
    ...(isUp ? [item(messages.attach, () => attachTerminal(container))] : []),
    item(messages.changes, () => showWritableLayer(container)),
    item(messages.commit, () => askAbout(container.id, "commit")),
    { kind: "separator" },
    ...(word === "running" ? [does(messages.pause, "pause")] : []),
    ...(isUp ? [does(messages.restart, "restart"), does(messages.kill, "kill")] : []),
    item(messages.rename, () => askAbout(container.id, "rename")),
    {
      kind: "item",
      label: messages.remove,
      danger: true,
      onSelect: () => askAbout(container.id, "remove"),
    },
  ];
}
