const SYMBOLIC = /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/;

/** Why --chmod does not take a mode, its variables replaced; undefined if it does: octal up to 07777, or symbolic. */
export function chmodError(mode: string): string | undefined {
  if (mode === "" || SYMBOLIC.test(mode)) return undefined;
  if (/^[0-7]+$/.test(mode) && Number.parseInt(mode, 8) <= 0o7777) return undefined;
  const problem = /^[0-9]/.test(mode) ? "" : ": invalid syntax";
  return `invalid chmod parameter: '${mode}'${problem}. it should be octal string and between 0 and 07777`;
}
