import type { BuildSummary } from "#contract/build.ts";
import type { ImageSummary } from "#contract/image.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { formatDelta } from "../../lib/formatDelta.ts";
import { formatDuration } from "../../lib/formatDuration.ts";
import { buildDelta } from "../../state/build/buildDelta.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import styles from "./BuildsMenu.module.css";
import { namesOf, sizeText } from "./imageWords.ts";
import { messages } from "./messages.ts";

const ICONS = { done: "check", failed: "error", canceled: "stop" } as const satisfies Record<string, IconName>;

/** State, names, size, difference to the one before, age. */
export function BuildFacts({ build, image }: { build: BuildSummary; image: ImageSummary | undefined }) {
  const builds = useBuildList((state) => state.builds);
  const delta = buildDelta(builds, build.id);
  const now = Date.now();
  const { state, createdAt } = build;
  return (
    <>
      <span className={styles.state} data-state={state} title={messages.states[state]}>
        {state === "queued" || state === "running" ? <Spinner /> : <Icon name={ICONS[state]} size={14} />}
        <span className="visually-hidden">{messages.states[state]}</span>
      </span>
      <span className={styles.what} data-quiet={!build.name && !image?.tags.length}>
        {build.pinned && <Icon name="pin" size={12} className={styles.pin} />}
        {build.pinned && <span className="visually-hidden">{messages.pinned} </span>}
        {build.name ?? whatOf(build, image)}
        <span className={styles.facts}>{factsOf(build)}</span>
      </span>
      <span className={styles.size}>{image && sizeText(build, image)}</span>
      <span
        className={styles.delta}
        {...(delta && { title: messages.delta(formatDelta(delta.bytes), formatClock(delta.since, now)) })}
      >
        {delta && delta.bytes !== 0 && formatDelta(delta.bytes)}
      </span>
      <time className={styles.age} dateTime={new Date(createdAt).toISOString()} title={formatClock(createdAt, now)}>
        {formatAge(new Date(createdAt).toISOString(), now)}
      </time>
    </>
  );
}

function factsOf({ startedAt, finishedAt, counts }: BuildSummary): string {
  const took = startedAt !== undefined && finishedAt !== undefined ? formatDuration(finishedAt - startedAt) : undefined;
  return messages.facts(took, counts?.cached, counts?.steps ?? 0);
}

function whatOf({ state, problem, image: built }: BuildSummary, image: ImageSummary | undefined): string {
  if (image) return namesOf(image);
  if (built) return messages.imageDeleted;
  return problem?.title ?? messages.states[state];
}
