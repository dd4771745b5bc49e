import { Fragment, useState } from "react";
import type { Stack, Waste } from "#contract/image.ts";
import { exactBytes } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { type DeadPart, deadPart } from "../../state/waste/deadExplanation.ts";
import { messages } from "./messages.ts";
import { ShowMore } from "./ShowMore.tsx";
import { useDeadFix } from "./useFix.ts";
import { WasteRow } from "./WasteRow.tsx";

const SHOWN = 5;

/** Each piece of dead bytes, with the line that added it and the one that hides it. */
export function DeadList({ waste, stack }: { waste: Waste; stack: Stack }) {
  const links = useLinks((state) => state.links);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? waste.groups : waste.groups.slice(0, SHOWN);
  return (
    <ul>
      {shown.map((group) => (
        <DeadRow
          key={`${group.storedIn} ${group.hiddenBy} ${group.cause}`}
          part={deadPart(group, stack, links)}
          waste={waste}
          stack={stack}
        />
      ))}
      <ShowMore items={waste.groups.slice(shown.length)} onShow={() => setShowsAll(true)} />
    </ul>
  );
}

function DeadRow({ part: { group, where, advice }, waste, stack }: { part: DeadPart; waste: Waste; stack: Stack }) {
  const fix = useDeadFix(group, waste, stack);
  return (
    <WasteRow bytes={group.bytes} stack={stack} layer={group.storedIn} fix={fix} advice={advice}>
      {messages.sentence(where)} (
      {group.top.map(({ path, bytes }, index) => (
        <Fragment key={path}>
          {index > 0 && ", "}
          <strong title={exactBytes(bytes)}>{visibleText(path)}</strong>
        </Fragment>
      ))}
      )
    </WasteRow>
  );
}
