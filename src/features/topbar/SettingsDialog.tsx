import { useAnalysis } from "../../state/language/analysis.ts";
import { useHealth } from "../../state/page/health.ts";
import type { WantedSettings } from "../../state/page/settingsShown.ts";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextInput } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { AttestationField } from "./AttestationField.tsx";
import { type ArgRow, argRows, withArg, withoutArg } from "./argRows.ts";
import { CacheMountList } from "./CacheMountList.tsx";
import { messages } from "./messages.ts";
import { NamedContextSection } from "./NamedContextSection.tsx";
import { NamedValueSection } from "./NamedValueSection.tsx";
import { NoCacheField } from "./NoCacheField.tsx";
import { PlatformField } from "./PlatformField.tsx";
import { SecretSection } from "./SecretSection.tsx";
import { Section } from "./Section.tsx";
import styles from "./SettingsDialog.module.css";
import { SharedCacheTable } from "./SharedCacheTable.tsx";

interface SettingsDialogProps {
  wanted: WantedSettings;
  onOpenChange: (open: boolean) => void;
}

export function SettingsDialog({ wanted, onOpenChange }: SettingsDialogProps) {
  const hasBuildKit = useHasBuildKit();
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={messages.settingsTitle}
      footer={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          {messages.done}
        </Button>
      }
    >
      <Section title={messages.args.title} about={messages.args.about}>
        <ArgTable />
      </Section>
      <SecretSection wanted={wanted === "secrets"} />
      <NamedContextSection />
      <NamedValueSection of="labels" />
      <NamedValueSection of="annotations" />
      <Section title={messages.platforms.title} about={messages.platforms.about}>
        <PlatformField />
      </Section>
      <Section title={messages.noCache.title} about={messages.noCache.about}>
        <NoCacheField />
      </Section>
      <Section title={messages.cacheMounts.title} about={messages.cacheMounts.about}>
        <CacheMountList />
      </Section>
      {hasBuildKit && (
        <>
          <Section title={messages.caches.title} about={messages.caches.about}>
            <SharedCacheTable />
          </Section>
          <Section title={messages.attestations.title} about={messages.attestations.about}>
            <AttestationField />
          </Section>
        </>
      )}
    </Dialog>
  );
}

/** What was set stays in view if no BuildKit is there any more. */
function useHasBuildKit(): boolean {
  const { attestations, cacheFrom, cacheTo } = useWorkspace(({ content }) => content.settings);
  const isThere = useHealth(
    ({ state }) => state.phase === "up" && state.health.builders.some(({ kind }) => kind === "buildkit"),
  );
  return isThere || [attestations, cacheFrom, cacheTo].some((setting) => setting !== undefined);
}

function ArgTable() {
  const set = useWorkspace((state) => state.content.settings.buildArgs);
  const declared = useAnalysis((state) => state.args);
  const rows = argRows(declared, set);
  const change = (row: ArgRow, next: { name?: string; value?: string }) =>
    changeSettings({ buildArgs: withArg(set, row, next) });
  return (
    <div className={styles.rows}>
      {rows.length === 0 && <p className={styles.none}>{messages.args.none}</p>}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while its name is typed
        <div key={index} className={styles.row}>
          {row.declared ? (
            <code className={styles.name}>{row.name}</code>
          ) : (
            <TextInput
              aria-label={messages.args.name}
              placeholder={messages.args.namePlaceholder}
              value={row.name}
              onChange={(event) => change(row, { name: event.target.value.trim() })}
            />
          )}
          <TextInput
            aria-label={messages.args.value(row.name)}
            placeholder={
              row.defaultValue === undefined ? messages.args.noDefault : messages.args.default(row.defaultValue)
            }
            value={row.value}
            onChange={(event) => change(row, { value: event.target.value })}
          />
          {row.position !== undefined && (
            <IconButton
              label={row.declared ? messages.args.reset(row.name) : messages.args.remove(row.name)}
              icon="close"
              onClick={() => changeSettings({ buildArgs: withoutArg(set, row) })}
            />
          )}
        </div>
      ))}
      <Button onClick={() => changeSettings({ buildArgs: [...set, { name: "", value: "" }] })}>
        {messages.args.add}
      </Button>
    </div>
  );
}
