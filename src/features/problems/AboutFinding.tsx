import { useEffect, useRef, useState } from "react";
import type { Diagnostic } from "#contract/diagnostic.ts";
import {
  type AboutFinding as About,
  aboutFinding,
  applyFix,
  type CheckExplanation,
} from "../../state/language/findingHelp.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TextWithCode } from "../../ui/TextWithCode.tsx";
import styles from "./AboutFinding.module.css";
import { messages } from "./messages.ts";

/** What a finding's check is about, and what to do about it: fixes first, then ways to silence it. */
export function AboutFinding({ finding }: { finding: Diagnostic }) {
  const about = useAbout(finding);
  const { isReadOnly } = useReadOnly();
  const top = useRef<HTMLDivElement>(null);
  const isThere = about !== undefined;
  // It unfolds below the pressed row, often out of view.
  useEffect(() => {
    if (isThere) top.current?.closest("li")?.scrollIntoView({ block: "nearest" });
  }, [isThere]);
  if (about === undefined) return null;
  if (about === "failed") return <p>{messages.aboutFailed}</p>;
  const { explanation, silencing } = about;
  const [fixes, silences] = isReadOnly ? [[], []] : [finding.fixes ?? [], silencing];
  const links = explanation?.links ?? (finding.href ? [{ code: finding.code, href: finding.href }] : []);
  return (
    <div ref={top} className={styles.about}>
      {explanation && <Explanation {...explanation} />}
      <p className={styles.actions}>
        {fixes.map((fix) => (
          <Button key={`fix ${fix.title}`} onClick={() => applyFix(fix)}>
            <TextWithCode text={fix.title} />
          </Button>
        ))}
        {silences.map((fix) => (
          <Button key={`silence ${fix.title}`} variant="quiet" onClick={() => applyFix(fix)}>
            <TextWithCode text={fix.title} />
          </Button>
        ))}
        {links.map(({ code, href }) => (
          <a key={code} href={href} target="_blank" rel="noreferrer" className={styles.link}>
            {code} <Icon name="external" size={12} />
            <span className="visually-hidden">{messages.opensPage}</span>
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
        <strong>
          <TextWithCode text={`${title}.`} />
        </strong>{" "}
        <TextWithCode text={why} />
      </p>
      <div className={styles.examples}>
        <figure>
          <figcaption>{messages.instead}</figcaption>
          <pre>{bad.trimEnd()}</pre>
        </figure>
        <figure>
          <figcaption>{messages.write}</figcaption>
          <pre>{good.trimEnd()}</pre>
        </figure>
      </div>
    </>
  );
}

/** Asked when first shown, and again when the finding changes. */
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
