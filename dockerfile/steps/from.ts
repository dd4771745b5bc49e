import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

/** A stage's base is settled before its instructions are planned; FROM itself does nothing more. */
export const planFrom: PlanStep<"FROM"> = () => NO_OPERATION;
