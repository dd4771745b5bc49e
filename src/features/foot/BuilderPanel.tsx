import { useId } from "react";
import { AUTO_BUILDER, type Health } from "#contract/health.ts";
import { buildWithBoth, lackOfSecond } from "../../state/commands/buildBoth.ts";
import { bothOf, canChooseBuilder } from "../../state/page/builders.ts";
import { useHealth } from "../../state/page/health.ts";
import { useRoomBuilder } from "../../state/page/roomBuilder.ts";
import { useBuilderOutlook } from "../../state/plan/builderOutlook.ts";
import { useChosenBuilder } from "../../state/workspace/chosenBuilder.ts";
import { changeSettings } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./BuilderPanel.module.css";
import { type BuilderChoice, builderChoices } from "./builderChoices.ts";
import { messages as texts } from "./messages.ts";

const messages = texts.builders;

/** The builders of this server: the one to build this workspace with, or two of them to compare. */
export function BuilderPanel({ onDone }: { onDone: () => void }) {
  const state = useHealth((store) => store.state);
  if (state.phase !== "up") return <p className={styles.about}>{texts.builder.unreachable}</p>;
  return <Builders health={state.health} onDone={onDone} />;
}

function Builders({ health, onDone }: { health: Health; onDone: () => void }) {
  const heading = useId();
  const chosen = useChosenBuilder() ?? AUTO_BUILDER;
  const ofClass = useRoomBuilder(({ builder }) => builder);
  // Who chooses the builder of the class has what the class has, whatever it is later.
  const choose = (builder: string) => changeSettings({ builder: builder === ofClass ? undefined : builder });
  const outlook = useBuilderOutlook();
  const choices = builderChoices(health, chosen, { ofClass, outlook });
  const own = canChooseBuilder(health) || chosen !== AUTO_BUILDER ? choices : choices.slice(1);
  return (
    <>
      <h2 id={heading} className={styles.title}>
        {messages.title}
      </h2>
      <div className={styles.choices} role="radiogroup" aria-labelledby={heading}>
        {own.map((choice) => (
          <Choice
            key={choice.value}
            choice={choice}
            checked={own.length === 1 || choice.value === chosen}
            onChoose={() => choose(choice.value)}
          />
        ))}
      </div>
      {canChooseBuilder(health) ? <Both onDone={onDone} /> : <p className={styles.about}>{messages.alone}</p>}
    </>
  );
}

interface ChoiceProps {
  choice: BuilderChoice;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ choice: { value, name, lines, trouble }, checked, onChoose }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input type="radio" name="builder" value={value} checked={checked} onChange={onChoose} />
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        {lines.map((line) => (
          <span key={line} className={styles.line}>
            {line}
          </span>
        ))}
        {trouble !== undefined && <span className={styles.trouble}>{trouble}</span>}
      </span>
    </label>
  );
}

function Both({ onDone }: { onDone: () => void }) {
  const outlook = useBuilderOutlook();
  const both = outlook && bothOf(outlook);
  const lack = lackOfSecond(outlook?.second);
  if (lack !== undefined) {
    return (
      <div className={styles.both}>
        <p className={styles.about}>{lack}</p>
      </div>
    );
  }
  if (!both) return null;
  const build = () => {
    onDone();
    void buildWithBoth();
  };
  return (
    <div className={styles.both}>
      <p className={styles.about}>{messages.bothDetail(...both)}</p>
      <Button onClick={build}>{messages.both}</Button>
    </div>
  );
}
