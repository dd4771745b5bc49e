import { embedPage, sharePage } from "#contract/pagePaths.ts";
import type { Share } from "#contract/share.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { formatDay } from "../../lib/formatDay.ts";
import { CopyField } from "./CopyField.tsx";
import { messages } from "./messages.ts";
import styles from "./SharePanel.module.css";

const HEIGHT = 480;

/** The link of a share, and the code that shows it in another page. */
export function ShareLinks({ share }: { share: Share }) {
  const { build, expiresAt, isOwn } = share;
  const link = location.origin + sharePage(share.id);
  return (
    <>
      <CopyField label={messages.link} copyLabel={messages.copyLink} value={link} />
      <CopyField label={messages.embed} copyLabel={messages.copyEmbed} value={frameOf(share)} />
      <p className={styles.hint}>
        {build?.finishedAt === undefined
          ? messages.withoutResult
          : messages.resultOf(formatClock(build.finishedAt, Date.now()))}{" "}
        {expiresAt === undefined ? messages.kept(isOwn) : messages.expires(formatDay(expiresAt, Date.now()))}
      </p>
    </>
  );
}

/** Names are people's own words: nothing in them may end the attribute. */
function frameOf({ id, name }: Share): string {
  const title = messages.frameTitle(name).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${location.origin}${embedPage(id)}" title="${title}" width="100%" height="${HEIGHT}" loading="lazy"></iframe>`;
}
