import { useHealth } from "../../state/page/health.ts";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { messages } from "./messages.ts";
import { platformChoices, withPlatform } from "./platformChoices.ts";
import styles from "./SettingsDialog.module.css";

/** The platforms to build for: none is the builder's own, several give an index of images. */
export function PlatformField() {
  const setting = useWorkspace(({ content }) => content.settings.platform);
  const state = useHealth((store) => store.state);
  const choices = platformChoices(state.phase === "up" ? state.health : { builders: [] }, setting);
  return (
    <div className={styles.choices}>
      {choices.map(({ platform, chosen }) => (
        <label key={platform} className={styles.choice}>
          <input
            type="checkbox"
            checked={chosen}
            onChange={(event) => changeSettings({ platform: withPlatform(setting, platform, event.target.checked) })}
          />
          <code className={styles.name}>{platform}</code>
        </label>
      ))}
      {choices.length === 0 && <p className={styles.none}>{messages.platforms.none}</p>}
    </div>
  );
}
