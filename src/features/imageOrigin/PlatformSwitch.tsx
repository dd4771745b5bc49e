import { useBuild } from "../../state/build/build.ts";
import { showImage, useImage } from "../../state/image/image.ts";
import { shownPlatforms } from "../../state/image/shownPlatforms.ts";
import { Field, Select } from "../../ui/Field.tsx";
import styles from "./ImageOrigin.module.css";
import { messages } from "./messages.ts";

/** For which platform the tabs show an image that has an index of several. */
export function PlatformSwitch() {
  const shown = useImage((state) => state.shown);
  const known = useImage(shownPlatforms);
  const built = useBuild(({ build }) => (build.phase === "done" ? build.image.platforms : undefined));
  const platforms = known ?? built;
  if (!platforms?.some(({ id }) => id === shown)) return null;
  return (
    <Field label={messages.platform} className={styles.platform}>
      <Select value={shown} onChange={(event) => showPlatform(platforms, event.target.value)}>
        {platforms.map(({ platform, id }) => (
          <option key={id} value={id}>
            {platform}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function showPlatform(platforms: readonly { readonly id: Parameters<typeof showImage>[0] }[], value: string): void {
  const chosen = platforms.find(({ id }) => id === value);
  if (chosen) showImage(chosen.id);
}
