import { isToken } from "./token.ts";

export interface CookieOptions {
  readonly seconds: number;
  /** Whether it is sent over https only. */
  readonly secure: boolean;
}

/** A cookie that holds a token. Scripts can't read it, and pages of other sites don't send it along. */
export interface TokenCookie {
  /** The token in a Cookie header; undefined if there is none that this server could have issued. */
  read(header: string | undefined): string | undefined;
  /** A Set-Cookie header. */
  write(token: string, options: CookieOptions): string;
}

function tokenCookie(name: string): TokenCookie {
  return {
    read(header) {
      for (const pair of header?.split(";") ?? []) {
        const [given, value] = pair.trim().split("=");
        if (given === name && value !== undefined && isToken(value)) return value;
      }
      return undefined;
    },
    write: (token, { seconds, secure }) =>
      `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`,
  };
}

/** Tells browsers apart. */
export const BROWSER_COOKIE = tokenCookie("strata");
/** Makes a browser a learner's, in one room. */
export const MEMBER_COOKIE = tokenCookie("strata-member");
