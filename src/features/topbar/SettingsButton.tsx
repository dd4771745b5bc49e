import { showSettings } from "../../state/page/settingsShown.ts";
import { useOpenWorkspace } from "../../state/workspace/openWorkspace.ts";
import { secretsIn, useSecrets } from "../../state/workspace/secrets.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";
import styles from "./SettingsDialog.module.css";

export function SettingsButton() {
  const workspace = useOpenWorkspace(({ id }) => id);
  const secrets = useSecrets(({ of }) => secretsIn(of, workspace).length);
  const settings = useWorkspace(({ content: { settings } }) => {
    const { buildArgs, labels = [], annotations = [], noCache = [], cacheFrom = [], cacheTo = [] } = settings;
    const { platform, attestations, namedContexts = [] } = settings;
    const lists = [buildArgs, labels, annotations, namedContexts, noCache, cacheFrom, cacheTo];
    const single = [platform, attestations].filter((one) => one);
    return lists.reduce((sum, list) => sum + list.length, single.length);
  });
  const count = settings + secrets;
  return (
    <Button
      variant="quiet"
      aria-haspopup="dialog"
      aria-label={messages.settingsCount(count)}
      onClick={() => showSettings("all")}
    >
      {messages.settings} {count > 0 && <strong className={styles.count}>{count}</strong>}
    </Button>
  );
}
