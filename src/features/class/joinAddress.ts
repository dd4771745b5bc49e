import { joinPage } from "#contract/pagePaths.ts";

/** The URL that learners open. */
export function joinAddress(code: string): string {
  return location.origin + joinPage(code);
}

/** Whether the page was opened by an address that no other machine can open. */
export function isLoopback(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname);
}

/** In two halves, to be read aloud and typed. */
export function spelled(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}
