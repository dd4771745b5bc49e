import { useEffect, useState } from "react";
import { loadStepFiles, stepKey, useStepFiles } from "../../state/build/stepFiles.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { LayerFileTree } from "./LayerFileTree.tsx";
import type { LayerScope } from "./layerTreeRows.ts";

/** The files of a step whose layer no image has: of a failed build, or of a stage left behind. */
export function StepContent({ build, step }: { build: string; step: string }) {
  const [scope, setScope] = useState<LayerScope>("layer");
  const files = useStepFiles((state) => state[stepKey({ build, step, scope })]);
  const before = useStepFiles((state) => state[stepKey({ build, step, scope: "layer" })]);
  useEffect(() => void loadStepFiles({ build, step, scope }), [build, step, scope]);
  // Until the other list is there, the old one stays: nothing jumps.
  const shown = files?.phase === "ready" ? files : before;
  return (
    <>
      {files?.phase === "failed" && <ProblemNote problem={files.problem} />}
      {shown?.phase === "ready" && <LayerFileTree files={shown.value} scope={scope} onScope={setScope} />}
    </>
  );
}
