import { useEffect, useRef, useState } from "react";
import { loadMonaco, type Monaco } from "../monaco/loadMonaco.ts";
import { type DiffSide, openTextDiff } from "../monaco/openTextDiff.ts";
import { DiffText } from "./DiffText.tsx";
import { Spinner } from "./Spinner.tsx";
import styles from "./TextDiff.module.css";

interface TextDiffProps {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** The path of the file: its language follows from it. */
  readonly path: string;
  /** Names the whole: "/etc/motd, layer 2 and layer 5". */
  readonly label: string;
  readonly isInline?: boolean;
}

type Loading = { phase: "loading" } | { phase: "ready"; monaco: Monaco } | { phase: "failed" };

/** Two texts and what differs, to read. It fills its parent. */
export function TextDiff({ label, before, after, ...rest }: TextDiffProps) {
  const loading = useMonaco();
  return (
    <section aria-label={label} className={styles.diff}>
      {loading.phase === "loading" && <Spinner label="Loading the difference" />}
      {loading.phase === "ready" && <MonacoDiff monaco={loading.monaco} before={before} after={after} {...rest} />}
      {loading.phase === "failed" && <DiffText left={after.text} right={before.text} around={3} />}
    </section>
  );
}

type MonacoDiffProps = Omit<TextDiffProps, "label"> & { readonly monaco: Monaco };

function MonacoDiff({ monaco, before, after, path, isInline = false }: MonacoDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  const [textBefore, nameBefore, textAfter, nameAfter] = [before.text, before.name, after.text, after.name];
  useEffect(() => {
    if (!host.current) return undefined;
    const sides = { before: { text: textBefore, name: nameBefore }, after: { text: textAfter, name: nameAfter } };
    return openTextDiff(monaco, host.current, { ...sides, path, isInline });
  }, [monaco, textBefore, nameBefore, textAfter, nameAfter, path, isInline]);
  return <div ref={host} className={styles.host} />;
}

function useMonaco(): Loading {
  const [loading, setLoading] = useState<Loading>({ phase: "loading" });
  useEffect(() => {
    let isGone = false;
    const settle = (next: Loading) => !isGone && setLoading(next);
    loadMonaco().then(
      (monaco) => settle({ phase: "ready", monaco }),
      () => settle({ phase: "failed" }),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return loading;
}
