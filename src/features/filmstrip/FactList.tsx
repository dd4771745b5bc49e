import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import { visibleText } from "../../lib/visibleText.ts";
import styles from "./FactList.module.css";
import type { Fact, Facts } from "./facts.ts";
import { messages } from "./messages.ts";

/** What holds at a step. What its line changed is lit, has a mark, and says so. */
export function FactList({ facts }: { facts: Facts }) {
  const { workdir, user, env, args, config } = facts;
  const list = useRef<HTMLDListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other facts are a reason to scroll
  useEffect(() => {
    list.current?.querySelector("[data-change]")?.scrollIntoView({ block: "nearest" });
  }, [facts]);
  return (
    <dl ref={list} className={styles.facts}>
      <Row title={messages.workdir} facts={[workdir]} />
      <Row title={messages.user} facts={[{ ...user, value: user.value || messages.root }]} />
      <Row title={messages.env} facts={env} named />
      {args.length > 0 && <Row title={messages.args} facts={args} named />}
      {config.length > 0 && <Row title={messages.config} facts={config} named />}
    </dl>
  );
}

function Row({ title, facts, named = false }: { title: string; facts: readonly Fact[]; named?: boolean }) {
  return (
    <>
      <dt className={styles.title}>{title}</dt>
      {facts.length === 0 && <dd className={styles.none}>{messages.nothing}</dd>}
      {facts.map(({ name, value, change }) => {
        const text = visibleText(named ? `${name}=${value}` : value);
        return (
          <dd key={name} className={clsx(styles.fact, change && styles.lit)} data-change={change} title={text}>
            <span aria-hidden="true" className={styles.mark}>
              {change && messages.marks[change]}
            </span>
            <code className={styles.text}>{text}</code>
            {change && <span className={styles.change}>{messages.changes[change]}</span>}
          </dd>
        );
      })}
    </>
  );
}
