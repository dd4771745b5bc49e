import { shortId } from "#contract/names/shortId.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { compareLink } from "../../state/compare/compareAddress.ts";
import { chooseSides, type Sides } from "../../state/compare/compareChoice.ts";
import { copyText } from "../../state/page/copyText.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, Select } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./CompareChoice.module.css";
import { labeledBuilds } from "./labeledBuilds.ts";
import { messages } from "./messages.ts";

/** Which two: any builds that made an image, and any other images. */
export function CompareChoice({ sides, isChosen }: { sides: Sides | undefined; isChosen: boolean }) {
  const newest = useBuildList(({ builds }) => builds.find(({ image }) => image)?.id);
  const { a = "", b = newest ?? "" } = sides ?? {};
  return (
    <div className={styles.choice}>
      <Side label={messages.before} value={a} onChange={(next) => chooseSides({ a: next, b })} />
      <IconButton
        className={styles.swap}
        label={messages.swap}
        icon="swap"
        disabled={a === "" || a === b}
        onClick={() => chooseSides({ a: b, b: a })}
      />
      <Side label={messages.after} value={b} onChange={(next) => chooseSides({ a: a || b, b: next })} />
      {sides && (
        <IconButton className={styles.link} label={messages.copyLink} icon="link" onClick={() => copyLink(sides)} />
      )}
      {isChosen && (
        <Button variant="quiet" className={styles.latest} onClick={() => chooseSides(undefined)}>
          {messages.latest}
        </Button>
      )}
    </div>
  );
}

function copyLink(sides: Sides): void {
  void copyText(compareLink(sides), { copied: messages.linkCopied, failed: messages.linkNotCopied });
}

function Side({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const { builds, images } = useBuildList();
  const now = Date.now();
  const made = builds.filter(({ image }) => image && images[image.id]);
  const ofBuilds = new Set(made.map(({ image }) => image?.id));
  const others = Object.values(images).filter(({ id }) => !ofBuilds.has(id));
  const isKnown = made.some(({ id }) => id === value) || others.some(({ id }) => id === value);
  return (
    <Field label={label} className={styles.side}>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        {value === "" && <option value="">{messages.choose}</option>}
        {!isKnown && value !== "" && (
          <option value={value}>{value.startsWith("sha256:") ? shortId(value) : value}</option>
        )}
        <optgroup label={messages.builds}>
          {labeledBuilds(made, now).map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </optgroup>
        {others.length > 0 && (
          <optgroup label={messages.images}>
            {others.map(({ id, tags }) => (
              <option key={id} value={id}>
                {tags[0] ?? messages.untagged(shortId(id))}
              </option>
            ))}
          </optgroup>
        )}
      </Select>
    </Field>
  );
}
