import { useState } from "react";
import type { Stack } from "#contract/image.ts";
import type { Leftover, Leftovers } from "#contract/imageLeftovers.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { placeOf } from "../../state/waste/deadExplanation.ts";
import { leftoverWords, messages } from "./messages.ts";
import { ShowMore } from "./ShowMore.tsx";
import { useLeftoverFix } from "./useFix.ts";
import { WasteRow } from "./WasteRow.tsx";

const SHOWN = 6;

/** Caches, histories, and packages for development: shown in the image, and not needed by containers. */
export function LeftoverList({ leftovers: { items }, stack }: { leftovers: Leftovers; stack: Stack }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? items : items.slice(0, SHOWN);
  return (
    <ul>
      {shown.map((item) => (
        <LeftoverRow key={`${item.path} ${item.layer}`} item={item} stack={stack} />
      ))}
      <ShowMore items={items.slice(shown.length)} onShow={() => setShowsAll(true)} />
    </ul>
  );
}

function LeftoverRow({ item, stack }: { item: Leftover; stack: Stack }) {
  const links = useLinks((state) => state.links);
  const fix = useLeftoverFix(item, stack);
  const { name, row } = placeOf(item.layer, stack, links);
  const { what, advice } = leftoverWords[item.code];
  return (
    <WasteRow
      bytes={item.bytes}
      stack={stack}
      layer={item.layer}
      fix={fix}
      advice={row?.base ? messages.fromBase(stack.baseName ?? name) : advice}
    >
      {what}: <strong>{visibleText(item.path)}</strong>, {messages.storedBy(item.files, name)}
      {item.evidence !== undefined && `. ${messages.evidence(visibleText(item.evidence))}`}
    </WasteRow>
  );
}
