import { shortId } from "#contract/names/shortId.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { chooseSides, type Sides } from "../../state/compare/compareChoice.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, Select } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./CompareChoice.module.css";
import { messages } from "./messages.ts";

/** Which two: any builds that made an image, and any other images. */
export function CompareChoice({ sides, isChosen }: { sides: Sides | undefined; isChosen: boolean }) {
  const newest = useBuildList(({ builds }) => builds.find(({ image }) => image)?.id);
  const { a = newest ?? "", b = newest ?? "" } = sides ?? {};
  return (
    <div className={styles.choice}>
      <Side label={messages.before} value={a} onChange={(next) => chooseSides({ a: next, b })} />
      <IconButton label={messages.swap} icon="swap" disabled={a === b} onClick={() => chooseSides({ a: b, b: a })} />
      <Side label={messages.after} value={b} onChange={(next) => chooseSides({ a, b: next })} />
      {isChosen && (
        <Button variant="quiet" className={styles.latest} onClick={() => chooseSides(undefined)}>
          {messages.latest}
        </Button>
      )}
    </div>
  );
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
        {!isKnown && value !== "" && <option value={value}>{shortId(value)}</option>}
        <optgroup label={messages.builds}>
          {made.map(({ id, name, image, createdAt }) => (
            <option key={id} value={id}>
              {messages.named(
                formatClock(createdAt, now),
                name ?? image?.tags[0] ?? shortId(image?.id ?? ""),
                image?.size === undefined ? undefined : formatSize(image.size),
              )}
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
