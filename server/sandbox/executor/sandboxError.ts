/** Whether the helper's message says that the disk is full. */
export function isDiskFull({ message }: SandboxError): boolean {
  return /No space left|Disk quota/.test(message);
}

/** The sandbox could not be created, or its helper failed: never caused by the command in it. */
export class SandboxError extends Error {
  /** The step that failed, as the helper names it: `mount overlay`, `map ids`, `set user`, … */
  readonly step: string;

  constructor(step: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SandboxError";
    this.step = step;
  }
}
