import { useState } from "react";
import { askHealth, useHealth } from "../../state/page/health.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { useBuilderOutlook } from "../../state/plan/builderOutlook.ts";
import { useChosenBuilder } from "../../state/workspace/chosenBuilder.ts";
import { late } from "../../ui/late.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { type BuilderWords, builderWords } from "./builderWords.ts";
import styles from "./Foot.module.css";
import { messages } from "./messages.ts";

const BuilderPanel = late(() => import("./BuilderPanel.tsx").then((it) => it.BuilderPanel));

/** Which builder this workspace builds with; opens the list of all. */
export function BuilderButton({ phone }: { phone: boolean }) {
  const [open, setOpen] = useState(false);
  const state = useHealth((store) => store.state);
  const choice = useChosenBuilder();
  const words = builderWords(state, choice, useBuilderOutlook());
  if (state.phase !== "up" || isReadOnly()) {
    return (
      <Tooltip text={words.detail} side="top">
        <output className={styles.builder}>
          <BuilderName words={words} phone={phone} />
        </output>
      </Tooltip>
    );
  }
  const change = (isOpen: boolean) => {
    setOpen(isOpen);
    if (isOpen) void askHealth();
  };
  return (
    <PopoverPanel
      open={open}
      onOpenChange={change}
      label={messages.builders.title}
      width={380}
      offset={8}
      align="start"
      side="top"
      trigger={
        <button type="button" className={styles.builderButton} title={words.detail}>
          <BuilderName words={words} phone={phone} />
        </button>
      }
    >
      <BuilderPanel onDone={() => setOpen(false)} />
    </PopoverPanel>
  );
}

function BuilderName({ words: { text, short = text, tone }, phone }: { words: BuilderWords; phone: boolean }) {
  return (
    <>
      <span aria-hidden="true" className={styles.dot} data-tone={tone} />
      {/* On a phone there is only room for bad news. */}
      {phone && tone !== "ok" && (
        <span aria-hidden="true" className={styles.word}>
          {short}
        </span>
      )}
      <span className={phone ? "visually-hidden" : styles.word}>{text}</span>
    </>
  );
}
