/** The helper says in words that the disk is full. */
export function isDiskFull({ message }: SandboxError): boolean {
  return /No space left|Disk quota/.test(message);
}

/** The sandbox could not be made, or its helper failed: never the fault of the command in it. */
export class SandboxError extends Error {
  /** What was being done, as the helper names it: `mount overlay`, `map ids`, `set user`, … */
  readonly step: string;

  constructor(step: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SandboxError";
    this.step = step;
  }
}
