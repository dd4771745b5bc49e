/** The builder's own, the same as that of Docker's daemon. */
export const UMASK = 0o022;
