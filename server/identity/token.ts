import { createHash, randomBytes } from "node:crypto";

/** 32 random bytes. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What a browser keeps in a cookie to be recognized by. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export const isToken = (text: string): boolean => TOKEN.test(text);

/** What is stored of a token, so that the data folder can't be used to impersonate anyone. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("base64url");
