import { useState } from "react";
import { sharePage } from "#contract/pagePaths.ts";
import type { Problem as ContractProblem } from "#contract/problem.ts";
import { problemOf } from "../state/build/buildState.ts";
import { type Embedded, useEmbedded } from "../state/embed/embedded.ts";
import { Icon } from "../ui/Icon.tsx";
import { Mark } from "../ui/Mark.tsx";
import { ProblemNote } from "../ui/ProblemNote.tsx";
import { useMediaQuery } from "../ui/useMediaQuery.ts";
import { DockerfileText } from "./DockerfileText.tsx";
import styles from "./EmbedPage.module.css";
import { Layers } from "./Layers.tsx";
import { messages } from "./messages.ts";
import { planStack } from "./planStack.ts";
import { Seams } from "./Seams.tsx";
import { Steps } from "./Steps.tsx";

/** A share in a frame of another page: the Dockerfile, its layers, and how it was built, to look at only. */
export function EmbedPage({ id }: { id: string }) {
  const state = useEmbedded();
  const name = state.phase === "ready" ? state.value.share.name : "";
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Mark />
        <h1 className={styles.name}>{name || messages.untitled}</h1>
        {state.phase === "ready" && (
          <a className={styles.open} href={sharePage(id)} target="_blank" rel="noopener" title={messages.opensTab}>
            {messages.open} <Icon name="external" size={12} />
          </a>
        )}
      </header>
      <main className={styles.main}>
        {state.phase === "failed" && <Problem problem={state.problem} />}
        {state.phase === "ready" && <SharedResult embedded={state.value} />}
      </main>
    </div>
  );
}

function Problem({ problem }: { problem: ContractProblem }) {
  return (
    <div className={styles.problem}>
      <ProblemNote problem={problem} />
    </div>
  );
}

/** One line, layer, or step at a time is pointed at; what belongs together lights up. */
function SharedResult({ embedded }: { embedded: Embedded }) {
  const [lit, setLit] = useState<string>();
  const narrow = useMediaQuery("(width < 620px)");
  const { text, build, links } = embedded;
  const problem = problemOf(build);
  const plan = planStack(embedded);
  return (
    <>
      <div className={styles.strata} data-narrow={narrow}>
        {text === undefined ? (
          <p className={styles.note}>{messages.noText}</p>
        ) : (
          <DockerfileText
            text={text}
            links={links}
            lit={lit}
            failed={build.phase === "failed" ? build.failedStep : undefined}
            onLit={setLit}
          />
        )}
        {plan && !narrow && <Seams plan={plan} links={links} lit={lit} />}
        {plan && <Layers plan={plan} lit={lit} onLit={setLit} />}
      </div>
      {problem && <Problem problem={problem} />}
      {"run" in build ? (
        <Steps run={build.run} lit={lit} onLit={setLit} />
      ) : (
        <p className={styles.note}>{messages.noBuild}</p>
      )}
    </>
  );
}
