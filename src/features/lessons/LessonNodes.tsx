import { createElement, Fragment, type ReactNode } from "react";
import type { LessonNode } from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import { ActionBlock } from "./ActionBlock.tsx";
import { ActionInline } from "./ActionInline.tsx";
import { CodeBlock } from "./CodeBlock.tsx";
import { FoldedPart } from "./FoldedPart.tsx";
import { headingTag, topHeading } from "./headingTag.ts";
import styles from "./LessonNodes.module.css";
import { messages } from "./messages.ts";
import { QuestionForm } from "./QuestionForm.tsx";
import type { TextPlace } from "./textPlace.ts";

type Element = Extract<LessonNode, { kind: "element" }>;

/** The text of a lesson, drawn from data: elements of a fixed list, never HTML. */
export function LessonNodes(place: TextPlace) {
  const top = topHeading(place.nodes);
  const draw = (nodes: readonly LessonNode[], path: string): ReactNode =>
    nodes.map((node, index) => {
      const key = `${path}.${index}`;
      return <Fragment key={key}>{drawNode(node, key)}</Fragment>;
    });
  const drawNode = (node: LessonNode, key: string): ReactNode => {
    switch (node.kind) {
      case "text":
        return node.text;
      case "code":
        return <CodeBlock code={node} />;
      case "question":
        return <QuestionForm question={node.question} isPreview={place.isPreview} />;
      case "action": {
        const Action = node.inline ? ActionInline : ActionBlock;
        return <Action node={node} at={{ ...place, place: `${place.place}${key}` }} />;
      }
      default:
        if (node.tag === "details")
          return <FoldedPart place={`${place.place}${key}`}>{draw(node.children, key)}</FoldedPart>;
        return drawElement(node, place.lesson, top, () => draw(node.children, key));
    }
  };
  return <div className={styles.text}>{draw(place.nodes, "")}</div>;
}

function drawElement(node: Element, lesson: string, top: number, children: () => ReactNode): ReactNode {
  const { tag, href, alt = "", title } = node;
  switch (tag) {
    case "hr":
    case "br":
      return createElement(tag);
    case "img":
      return <img src={routes.lessonAsset(lesson, href ?? "")} alt={alt} title={title} loading="lazy" />;
    case "input":
      return (
        <input
          type="checkbox"
          checked={node.checked === true}
          disabled
          readOnly
          aria-label={messages.listBox[node.checked === true ? "checked" : "unchecked"]}
        />
      );
    case "a":
      return isElsewhere(href) ? (
        <a href={href} title={title} target="_blank" rel="noopener noreferrer">
          {children()}
        </a>
      ) : (
        <span>{children()}</span>
      );
    case "table":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by keyboard too
        <section className={styles.table} aria-label={messages.table} tabIndex={0}>
          <table>{children()}</table>
        </section>
      );
    case "th":
    case "td":
      return createElement(tag, { style: node.align && { textAlign: node.align } }, children());
    case "ol":
      return <ol start={node.start}>{children()}</ol>;
    default:
      return createElement(headingTag(tag, top), title === undefined ? null : { title }, children());
  }
}

const isElsewhere = (href: string | undefined): href is string => href !== undefined && /^https?:\/\//i.test(href);
