import { ToggleGroup } from "radix-ui";
import { type PhoneView, setPhoneView, useLayout } from "../../state/page/layout.ts";
import styles from "./PhoneViewSwitch.module.css";

const VIEWS: readonly { value: PhoneView; label: string }[] = [
  { value: "editor", label: "Editor" },
  { value: "both", label: "Both" },
  { value: "result", label: "Result" },
];

/** What has the screen of a phone. */
export function PhoneViewSwitch() {
  const view = useLayout((state) => state.phoneView);
  const choose = (chosen: string) => {
    const found = VIEWS.find(({ value }) => value === chosen);
    if (found) setPhoneView(found.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="On the screen"
      className={styles.switch}
      value={view}
      onValueChange={choose}
    >
      {VIEWS.map(({ value, label }) => (
        <ToggleGroup.Item key={value} value={value} className={styles.item}>
          {label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
