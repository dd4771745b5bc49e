import { tokenizeLine } from "../features/editor/dockerfileTokenizer.ts";
import { INITIAL_LINE_STATE, type LineToken } from "../features/editor/lineState.ts";
import { visibleText } from "../lib/visibleText.ts";
import { type Link, linkAtLine } from "../state/selection/selectionLinks.ts";
import styles from "./DockerfileText.module.css";
import { messages } from "./messages.ts";

interface DockerfileTextProps {
  text: string;
  links: readonly Link[];
  lit: string | undefined;
  /** The step that failed. */
  failed: string | undefined;
  onLit: (link: string | undefined) => void;
}

/** The Dockerfile with the colors of the editor, one row for each line. */
export function DockerfileText({ text, links, lit, failed, onLit }: DockerfileTextProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.text} aria-label={messages.dockerfile} tabIndex={0}>
      <pre className={styles.lines}>
        {coloredLines(text).map(({ line, tokens }, index) => {
          const link = linkAtLine(links, index)?.id;
          return (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and never move
              key={index}
              className={styles.line}
              data-lit={link !== undefined && link === lit}
              data-failed={link !== undefined && link === failed}
              onPointerEnter={() => onLit(link)}
              onPointerLeave={() => onLit(undefined)}
            >
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              <Colored line={line} tokens={tokens} />
              {"\n"}
            </div>
          );
        })}
      </pre>
    </section>
  );
}

function Colored({ line, tokens }: { line: string; tokens: readonly LineToken[] }) {
  return tokens.map(({ start, kind }, index) => (
    <span key={start} data-kind={kind}>
      {visibleText(line.slice(start, tokens[index + 1]?.start))}
    </span>
  ));
}

function coloredLines(text: string): { readonly line: string; readonly tokens: readonly LineToken[] }[] {
  let state = INITIAL_LINE_STATE;
  return text.split(/\r?\n/).map((line) => {
    const tokenized = tokenizeLine(line, state);
    state = tokenized.state;
    return { line, tokens: tokenized.tokens };
  });
}
