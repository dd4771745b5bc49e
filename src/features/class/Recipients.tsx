import type { SendTo } from "#contract/room.ts";
import { useClass } from "../../state/class/class.ts";
import { countGoals } from "../../state/class/classFilter.ts";
import { Field, Select } from "../../ui/Field.tsx";
import styles from "./Dialogs.module.css";
import { messages } from "./messages.ts";
import { useGoals, useLearners, useRows } from "./useRows.ts";

/** To whom something goes, as the teacher chose it. */
export type To =
  | { readonly kind: "all" }
  | { readonly kind: "shown" }
  | { readonly kind: "goal"; readonly goal: string }
  | { readonly kind: "chosen"; readonly members: readonly string[] };

/** The same as the server takes it; undefined if that is nobody. */
export function useSendTo(to: To): SendTo | undefined {
  const shown = useRows().map(({ learner }) => learner.id);
  switch (to.kind) {
    case "all":
      return "all";
    case "goal":
      return { goal: to.goal };
    case "shown":
      return shown.length === 0 ? undefined : { members: shown };
    case "chosen":
      return to.members.length === 0 ? undefined : { members: [...to.members] };
  }
}

export function Recipients({ to, onChange }: { to: To; onChange: (to: To) => void }) {
  const learners = [...useLearners().values()];
  const shown = useRows().length;
  const filtered = useClass((store) => store.filter.by !== "all");
  const goals = useGoals();
  const counts = countGoals(
    learners,
    goals.map(({ key }) => key),
  );
  const choose = (value: string) => {
    if (value === "all" || value === "shown") onChange({ kind: value });
    else if (value === "chosen") onChange({ kind: "chosen", members: [] });
    else onChange({ kind: "goal", goal: value });
  };
  return (
    <>
      <Field label={messages.to} placement="above">
        <Select value={to.kind === "goal" ? to.goal : to.kind} onChange={({ target }) => choose(target.value)}>
          <option value="all">{messages.toAll(learners.length)}</option>
          {filtered && <option value="shown">{messages.toShown(shown)}</option>}
          <option value="chosen">{messages.toChosen}</option>
          {goals.map(({ key, title }, index) => (
            <option key={key} value={key}>
              {messages.toGoal(title, counts[index]?.behind ?? 0)}
            </option>
          ))}
        </Select>
      </Field>
      {to.kind === "chosen" && (
        <Chosen members={to.members} onChange={(members) => onChange({ kind: "chosen", members })} />
      )}
    </>
  );
}

function Chosen({ members, onChange }: { members: readonly string[]; onChange: (members: string[]) => void }) {
  const learners = [...useLearners().values()].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{messages.chosen}</legend>
      {learners.map(({ id, name }) => (
        <label key={id} className={styles.choice}>
          <input
            type="checkbox"
            checked={members.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...members, id] : members.filter((one) => one !== id))}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
