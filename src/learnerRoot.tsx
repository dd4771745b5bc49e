import type { ReactNode } from "react";
import { App } from "./App.tsx";
import { LearnerGate } from "./features/looking/LearnerGate.tsx";
import { startApp } from "./startApp.ts";
import { followLearner } from "./state/looking/followLearner.ts";
import { startLooking } from "./state/looking/looking.ts";

/** A learner's page as a teacher sees it. */
export function start({ room = "", member = "" }: Readonly<Record<string, string>>): ReactNode {
  void startApp(async () => {
    const { workspace = "" } = await startLooking(room, member);
    await followLearner(workspace);
  });
  return (
    <LearnerGate>
      <App />
    </LearnerGate>
  );
}
