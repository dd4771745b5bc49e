import { hideSettings, useSettingsShown } from "../../state/page/settingsShown.ts";
import { lateAbove } from "../../ui/late.tsx";

const SettingsDialog = lateAbove(
  () => import("./SettingsDialog.tsx").then((it) => it.SettingsDialog),
  ({ onOpenChange }) => onOpenChange(false),
);

/** The build settings, once somebody asks for them: in the bar, or where a secret was missing. */
export function ShownSettings() {
  const { wanted } = useSettingsShown();
  if (wanted === undefined) return null;
  return <SettingsDialog wanted={wanted} onOpenChange={(open) => open || hideSettings()} />;
}
