import { useEffect, useState } from "react";
import type { BuildSource, BuildSummary } from "#contract/build.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { loadBuildSource } from "../../state/build/buildList.ts";
import { addNotice } from "../../state/page/notices.ts";
import { messages } from "./messages.ts";
import { TextDialog } from "./TextDialog.tsx";

/** The Dockerfile that a build of the list was made from. */
export function BuildText({ build: { id, createdAt }, onClose }: { build: BuildSummary; onClose: () => void }) {
  const [source, setSource] = useState<BuildSource>();
  useEffect(() => {
    let isGone = false;
    void loadBuildSource(id).then((found) => {
      if (isGone) return;
      if (found) setSource(found);
      else {
        addNotice({ text: messages.notLoaded, tone: "error" });
        onClose();
      }
    });
    return () => {
      isGone = true;
    };
  }, [id, onClose]);
  if (!source) return null;
  return (
    <TextDialog
      open
      onOpenChange={(open) => open || onClose()}
      source={source}
      time={formatClock(createdAt, Date.now())}
    />
  );
}
