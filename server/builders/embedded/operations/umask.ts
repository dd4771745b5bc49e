/** The builder's own, as Docker's daemon has it. */
export const UMASK = 0o022;
