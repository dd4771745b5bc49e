import { useEffect, useRef, useState } from "react";
import { loadTextDiff, type OpenTextDiff } from "../monaco/loadTextDiff.ts";
import type { DiffSide } from "../monaco/openTextDiff.ts";
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

type Loading = { phase: "loading" } | { phase: "ready"; open: OpenTextDiff } | { phase: "failed" };

/** Two texts and what differs, to read. It fills its parent. */
export function TextDiff({ label, before, after, ...rest }: TextDiffProps) {
  const loading = useTextDiff();
  return (
    <section aria-label={label} className={styles.diff}>
      {loading.phase === "loading" && <Spinner label="Loading the difference" />}
      {loading.phase === "ready" && <MonacoDiff open={loading.open} before={before} after={after} {...rest} />}
      {loading.phase === "failed" && <DiffText left={after.text} right={before.text} around={3} />}
    </section>
  );
}

type MonacoDiffProps = Omit<TextDiffProps, "label"> & { readonly open: OpenTextDiff };

function MonacoDiff({ open, before, after, path, isInline = false }: MonacoDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  const [textBefore, nameBefore, textAfter, nameAfter] = [before.text, before.name, after.text, after.name];
  useEffect(() => {
    if (!host.current) return undefined;
    const sides = { before: { text: textBefore, name: nameBefore }, after: { text: textAfter, name: nameAfter } };
    return open(host.current, { ...sides, path, isInline });
  }, [open, textBefore, nameBefore, textAfter, nameAfter, path, isInline]);
  return <div ref={host} className={styles.host} />;
}

function useTextDiff(): Loading {
  const [loading, setLoading] = useState<Loading>({ phase: "loading" });
  useEffect(() => {
    let isGone = false;
    const settle = (next: Loading) => !isGone && setLoading(next);
    loadTextDiff().then(
      (open) => settle({ phase: "ready", open }),
      () => settle({ phase: "failed" }),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return loading;
}
