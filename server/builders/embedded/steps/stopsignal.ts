import { historyRow } from "../image/history.ts";
import { NO_OPERATION } from "../plan/operation.ts";
import { PlanError } from "../plan/planError.ts";
import { expand } from "../plan/scope.ts";
import type { PlanStep } from "./step.ts";

const NAMES = new Set(
  (
    "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP " +
    "TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX"
  ).split(" "),
);

/** A number from 1 to 64, or a name of Linux with or without SIG, real-time ones with an offset. */
function isSignal(text: string): boolean {
  if (/^-?\d+$/.test(text)) return Number(text) > 0 && Number(text) <= 64;
  const name = text.toUpperCase().replace(/^SIG/, "");
  const realtime = /^RTM(?:IN\+|AX-)(\d{1,2})$/.exec(name);
  return NAMES.has(name) || (realtime !== null && Number(realtime[1]) <= 15);
}

export const planStopsignal: PlanStep<"STOPSIGNAL"> = (state, instruction, scope, id) => {
  const signal = expand(instruction.signal, state, scope);
  if (!isSignal(signal)) {
    throw new PlanError("dockerfile/syntax", `Invalid signal: ${signal}`, instruction.signal.range, {
      next: "Name a signal of Linux, such as SIGTERM, or its number.",
    });
  }
  state.config.StopSignal = signal;
  state.history.push(historyRow(`STOPSIGNAL ${signal}`, id, "config"));
  return NO_OPERATION;
};
