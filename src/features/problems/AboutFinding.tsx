import { useEffect, useRef, useState } from "react";
import type { Diagnostic } from "#contract/diagnostic.ts";
import {
  type AboutFinding as About,
  aboutFinding,
  applyFix,
  type CheckExplanation,
} from "../../state/language/findingHelp.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./AboutFinding.module.css";

/** What a finding's check is about, and what can be done: fixes first, then what silences it. */
export function AboutFinding({ finding }: { finding: Diagnostic }) {
  const about = useAbout(finding);
  const top = useRef<HTMLDivElement>(null);
  const isThere = about !== undefined;
  // It unfolds below what was pressed, often out of view.
  useEffect(() => {
    if (isThere) top.current?.closest("li")?.scrollIntoView({ block: "nearest" });
  }, [isThere]);
  if (about === undefined) return null;
  if (about === "failed") return <p>It could not be explained. Open it again to try once more.</p>;
  const { explanation, silencing } = about;
  const links = explanation?.links ?? (finding.href ? [{ code: finding.code, href: finding.href }] : []);
  return (
    <div ref={top} className={styles.about}>
      {explanation && <Explanation {...explanation} />}
      <p className={styles.actions}>
        {finding.fixes?.map((fix) => (
          <Button key={`fix ${fix.title}`} onClick={() => applyFix(fix)}>
            {fix.title}
          </Button>
        ))}
        {silencing.map((fix) => (
          <Button key={`silence ${fix.title}`} variant="quiet" onClick={() => applyFix(fix)}>
            {fix.title}
          </Button>
        ))}
        {links.map(({ code, href }) => (
          <a key={code} href={href} target="_blank" rel="noreferrer" className={styles.link}>
            {code} <Icon name="external" size={12} />
            <span className="visually-hidden"> (opens its page)</span>
          </a>
        ))}
      </p>
    </div>
  );
}

function Explanation({ title, why, bad, good }: CheckExplanation) {
  return (
    <>
      <p>
        <strong>{title}.</strong> {why}
      </p>
      <div className={styles.examples}>
        <figure>
          <figcaption>Instead of</figcaption>
          <pre>{bad.trimEnd()}</pre>
        </figure>
        <figure>
          <figcaption>write</figcaption>
          <pre>{good.trimEnd()}</pre>
        </figure>
      </div>
    </>
  );
}

/** Asked when first shown, and again when the finding is another one. */
function useAbout(finding: Diagnostic): About | "failed" | undefined {
  const [about, setAbout] = useState<About | "failed">();
  useEffect(() => {
    let gone = false;
    aboutFinding(finding).then(
      (answer) => !gone && setAbout(answer),
      () => !gone && setAbout("failed"),
    );
    return () => {
      gone = true;
    };
  }, [finding]);
  return about;
}
