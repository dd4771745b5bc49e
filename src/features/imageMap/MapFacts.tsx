import type { Stack } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { showLayer } from "../../state/selection/showLayer.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./MapFacts.module.css";
import { nameOf } from "./mapNames.ts";
import type { MapBranch } from "./mapTree.ts";
import { messages } from "./messages.ts";

interface MapFactsProps {
  branch: MapBranch;
  root: MapBranch;
  stack: Stack;
  onOpen: (path: string) => void;
}

/** What is pointed at or chosen: where, how much, and whose layer and line. */
export function MapFacts({ branch, root, stack, onOpen }: MapFactsProps) {
  const position = stack.rows.findIndex((row) => row.layer?.index === branch.layer);
  const line = useLinks(({ links }) => links.find(({ rows }) => rows.includes(position))?.lines?.start);
  const isBase = stack.rows[position]?.base ?? false;
  const place = isBase || line === undefined ? (isBase ? messages.base : "") : messages.line(line + 1);
  return (
    <div className={styles.facts}>
      <p className={styles.path} title={visibleText(branch.path)}>
        {branch.kind === "others" ? `${visibleText(branch.path)}: ${nameOf(branch)}` : visibleText(branch.path)}
      </p>
      <p>
        <span title={exactBytes(branch.bytes)}>{formatSize(branch.bytes)}</span>
        {branch !== root && `, ${messages.share(branch.bytes / root.bytes)}`}
        {branch.kind === "folder" && `, ${messages.files(branch.files)}`}, {messages.layer(branch.layer + 1)}
        {place && ` (${place})`}
      </p>
      <span className={styles.actions}>
        {branch.kind === "folder" && branch !== root && (
          <Button variant="quiet" aria-label={messages.zoom(nameOf(branch))} onClick={() => onOpen(branch.path)}>
            {messages.zoomIn}
          </Button>
        )}
        <Button variant="quiet" onClick={() => showLayer(stack, branch.layer)}>
          {messages.goToLayer}
        </Button>
      </span>
    </div>
  );
}
