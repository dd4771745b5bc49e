/** Signals of Linux by name, without SIG, as moby/sys knows them. */
const SIGNALS: Readonly<Record<string, number>> = {
  ABRT: 6,
  ALRM: 14,
  BUS: 7,
  CHLD: 17,
  CLD: 17,
  CONT: 18,
  FPE: 8,
  HUP: 1,
  ILL: 4,
  INT: 2,
  IO: 29,
  IOT: 6,
  KILL: 9,
  PIPE: 13,
  POLL: 29,
  PROF: 27,
  PWR: 30,
  QUIT: 3,
  SEGV: 11,
  STKFLT: 16,
  STOP: 19,
  SYS: 31,
  TERM: 15,
  TRAP: 5,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  USR1: 10,
  USR2: 12,
  VTALRM: 26,
  WINCH: 28,
  XCPU: 24,
  XFSZ: 25,
  RTMIN: 34,
  RTMAX: 64,
};

/** Names to offer, the usual ones first. */
export const SIGNAL_NAMES: readonly string[] = [
  "SIGTERM",
  "SIGINT",
  "SIGQUIT",
  "SIGKILL",
  "SIGHUP",
  "SIGUSR1",
  "SIGUSR2",
  "SIGWINCH",
];

/** Whether STOPSIGNAL takes it: a number but 0, or a name with SIG or without, in any case. */
export function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0 && Math.abs(Number(text)) < 2 ** 63;
  const name = text.toUpperCase().replace(/^SIG/, "");
  const offset = /^RT(MIN\+|MAX-)([1-9]\d*)$/.exec(name);
  if (offset !== null) {
    const distance = Number(offset[2]);
    return offset[1] === "MIN+" ? distance <= 15 : distance <= 14;
  }
  return Object.hasOwn(SIGNALS, name);
}
