import { useEffect } from "react";
import type { Digest } from "#contract/names/digest.ts";
import { loadImageDockerfile, openDockerfile, useImageDockerfile } from "../../state/images/imageDockerfile.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import styles from "./ImageDockerfile.module.css";
import { messages } from "./messages.ts";

/** The Dockerfile of an image, to read; it can be opened as a workspace of its own. */
export function ImageDockerfile({ id, name }: { id: Digest; name: string }) {
  const { of, dockerfile } = useImageDockerfile();
  useEffect(() => void loadImageDockerfile(id), [id]);
  if (of !== id || !dockerfile || dockerfile.phase === "loading") return <Spinner label={messages.loading} />;
  if (dockerfile.phase === "failed") return <ProblemNote problem={dockerfile.problem} />;
  const { text, from } = dockerfile.value;
  return (
    <section className={styles.panel} aria-label={messages.dockerfileOf(name)}>
      <p className={styles.about}>{from === "build" ? messages.fromBuild : messages.fromHistory}</p>
      {/* It scrolls, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {text.split("\n").map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change
          <Line key={index} text={line} />
        ))}
      </pre>
      <Button onClick={() => void openDockerfile(text, name)}>{messages.asWorkspace}</Button>
    </section>
  );
}

function Line({ text }: { text: string }) {
  if (text.startsWith("#")) return <span className={styles.comment}>{`${text}\n`}</span>;
  const word = /^[A-Z]+(?= )/.exec(text)?.[0] ?? "";
  return (
    <>
      <span className={styles.word}>{word}</span>
      {`${text.slice(word.length)}\n`}
    </>
  );
}
