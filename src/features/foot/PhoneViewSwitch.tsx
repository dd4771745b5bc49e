import { ToggleGroup } from "radix-ui";
import { type PhoneView, setPhoneView, useLayout } from "../../state/page/layout.ts";
import { messages } from "./messages.ts";
import styles from "./PhoneViewSwitch.module.css";

const VIEWS: readonly PhoneView[] = ["editor", "both", "result"];

/** What a phone shows: editor, result, or both. */
export function PhoneViewSwitch() {
  const view = useLayout((state) => state.phoneView);
  const choose = (chosen: string) => {
    const found = VIEWS.find((value) => value === chosen);
    if (found) setPhoneView(found);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={messages.phoneView}
      className={styles.switch}
      value={view}
      onValueChange={choose}
    >
      {VIEWS.map((value) => (
        <ToggleGroup.Item key={value} value={value} className={styles.item}>
          {messages.phoneViews[value]}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
