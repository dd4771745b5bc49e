import type { ImageComparison } from "#contract/imageComparison.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { TextDiff } from "../../ui/TextDiff.tsx";
import styles from "./ComparePane.module.css";
import { messages } from "./messages.ts";

/** What was edited between the two. */
export function DockerfileDifference({ comparison: { a, b } }: { comparison: ImageComparison }) {
  if (!a.source || !b.source)
    return <EmptyState title={messages.noDockerfile}>{messages.noDockerfileDetail}</EmptyState>;
  if (a.source.dockerfileText === b.source.dockerfileText)
    return <p className={styles.note}>{messages.sameDockerfile}</p>;
  return (
    <TextDiff
      label={messages.dockerfiles}
      before={{ text: a.source.dockerfileText, name: messages.before }}
      after={{ text: b.source.dockerfileText, name: messages.after }}
      path={b.source.dockerfile}
      isInline
    />
  );
}
