import { ANY_BUILDKIT, AUTO_BUILDER } from "#contract/health.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { useClass } from "../../state/class/class.ts";
import { allowLive, resultsLink, setClassBuilder } from "../../state/class/classActions.ts";
import type { OpenClass } from "../../state/class/classState.ts";
import { showProjector } from "../../state/class/classView.ts";
import { useHealth } from "../../state/page/health.ts";
import { toggleTheme, useTheme } from "../../state/page/theme.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItem.ts";
import { useMediaQuery } from "../../ui/useMediaQuery.ts";
import type { Asking } from "./ClassDialogs.tsx";
import styles from "./ClassHeader.module.css";
import { messages } from "./messages.ts";

interface ClassHeaderProps {
  state: OpenClass;
  onAsk: (asking: Asking) => void;
}

export function ClassHeader({ state: { phase, room }, onAsk }: ClassHeaderProps) {
  const lesson = useClass((store) => store.lesson?.title);
  const narrow = useMediaQuery("(width < 900px)");
  const theme = useTheme((store) => store.theme);
  const builders = useBuilderItems(room.builder);
  const open = phase === "open";
  return (
    <header className={styles.bar}>
      <a href="/" className={styles.home} aria-label={messages.toWorkspaces} title={messages.toWorkspaces}>
        <Mark />
      </a>
      <h1 className={styles.name} title={room.name}>
        {room.name}
      </h1>
      {!narrow && <p className={styles.about}>{[lesson, endWords(open, room.endsAt)].filter(Boolean).join(" · ")}</p>}
      <div className={styles.space} />
      {open && (
        <>
          <Button variant="primary" onClick={() => onAsk({ kind: "send" })}>
            {messages.send}
          </Button>
          {!narrow && (
            <>
              <Button onClick={() => onAsk({ kind: "look" })}>{messages.look}</Button>
              <Button onClick={() => onAsk({ kind: "timer" })}>{messages.timer}</Button>
              <Button variant="quiet" aria-keyshortcuts="P" onClick={() => showProjector(true)}>
                {messages.projector} <kbd className={styles.key}>{messages.projectorKey}</kbd>
              </Button>
            </>
          )}
        </>
      )}
      <Menu
        align="end"
        items={[
          ...(open && narrow ? narrowItems(onAsk) : []),
          ...moreItems(open, room.live === true, onAsk),
          ...(open ? [...builders, ...endItems(onAsk)] : []),
        ]}
        trigger={
          <Button variant="quiet">
            {messages.more}
            <Icon name="chevronDown" size={12} />
          </Button>
        }
      />
      <IconButton label={messages.theme[theme === "dark" ? "light" : "dark"]} icon="theme" onClick={toggleTheme} />
    </header>
  );
}

/** Which builder the learners have who chose none; nothing if there is only one for them. */
function useBuilderItems(chosen: string = AUTO_BUILDER): MenuItem[] {
  const state = useHealth((store) => store.state);
  if (state.phase !== "up") return [];
  const builders = state.health.builders.filter(({ operatorOnly }) => operatorOnly !== true);
  if (builders.length < 2) return [];
  const isAny = builders.filter(({ kind }) => kind === "buildkit").length > 1;
  const choices = [
    { id: AUTO_BUILDER, label: messages.autoBuilder },
    ...builders.map(({ id, available }) => ({ id, label: available ? id : messages.awayBuilder(id) })),
    ...(isAny ? [{ id: ANY_BUILDKIT, label: messages.anyBuilder }] : []),
  ];
  const items = choices.map(
    ({ id, label }): MenuItem => ({
      ...{ kind: "item", label, checked: id === chosen },
      onSelect: () => void setClassBuilder(id),
    }),
  );
  return [{ kind: "separator" }, { kind: "label", label: messages.builder }, ...items];
}

function endWords(open: boolean, endsAt: number): string {
  return open ? messages.endsAt(formatClock(endsAt, Date.now())) : messages.endedAt;
}

function narrowItems(onAsk: (asking: Asking) => void): MenuItem[] {
  return [
    { kind: "item", label: messages.look, icon: "eye", onSelect: () => onAsk({ kind: "look" }) },
    { kind: "item", label: messages.timer, icon: "clock", onSelect: () => onAsk({ kind: "timer" }) },
    { kind: "item", label: messages.projector, icon: "screen", onSelect: () => showProjector(true) },
    { kind: "separator" },
  ];
}

function moreItems(open: boolean, live: boolean, onAsk: (asking: Asking) => void): MenuItem[] {
  const results = (label: string, format: "csv" | "json"): MenuItem => ({
    kind: "item",
    label,
    icon: "download",
    onSelect: () => location.assign(resultsLink(format)),
  });
  const teacher: MenuItem = {
    kind: "item",
    label: messages.addTeacher,
    icon: "add",
    onSelect: () => onAsk({ kind: "teacher" }),
  };
  const mayLive: MenuItem = {
    kind: "item",
    label: live ? messages.forbidLive : messages.allowLive,
    icon: "live",
    onSelect: () => void allowLive(!live),
  };
  const rest: MenuItem[] = open ? [teacher, mayLive] : [];
  return [results(messages.resultsCsv, "csv"), results(messages.resultsJson, "json"), ...rest];
}

/** Last, away from what is chosen often. */
function endItems(onAsk: (asking: Asking) => void): MenuItem[] {
  const onSelect = () => onAsk({ kind: "end" });
  return [{ kind: "separator" }, { kind: "item", label: messages.end, icon: "stop", danger: true, onSelect }];
}
