import { revealRange } from "../../state/editor/editor.ts";
import { showResultTab } from "../../state/page/layout.ts";
import { selectLink } from "../../state/selection/selection.ts";
import { messages } from "./messages.ts";
import { useLayerLinks } from "./useLayerLinks.ts";
import styles from "./VersionList.module.css";

/** Leads to the line that made a layer; if it is not in the Dockerfile anymore, to the layer. */
export function MakerButton({ layer }: { layer: number }) {
  const link = useLayerLinks()(layer);
  const lines = link?.lines;
  if (!lines) return <LayerButton layer={layer} link={link?.id} />;
  const line = lines.start + 1;
  const goToLine = () => {
    selectLink(link.id);
    const end = { line: lines.end, character: Number.MAX_SAFE_INTEGER };
    revealRange({ start: { line: lines.start, character: 0 }, end });
  };
  return (
    <button type="button" className={styles.maker} aria-label={messages.goToLine(line)} onClick={goToLine}>
      {messages.line(line)}
    </button>
  );
}

function LayerButton({ layer, link }: { layer: number; link: string | undefined }) {
  if (link === undefined) return <span className={styles.layer}>{messages.layer(layer + 1)}</span>;
  const goToLayer = () => {
    selectLink(link);
    showResultTab("layers");
  };
  return (
    <button type="button" className={styles.maker} aria-label={messages.goToLayer(layer + 1)} onClick={goToLayer}>
      {messages.layer(layer + 1)}
    </button>
  );
}
