import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { dirname } from "node:path";

const LENGTH = 32;

/**
 * The key that kept passwords are encrypted with: 32 bytes in a file that only this user can read. It is created when
 * first needed. Throws on I/O errors, and if the file is not such a key.
 */
export function secretKey(file: string): Buffer {
  return existingKey(file) ?? newKey(file);
}

/** Undefined if there is none yet. */
export function existingKey(file: string): Buffer | undefined {
  try {
    const key = fs.readFileSync(file);
    if (key.length === LENGTH) return key;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  throw new Error(`${file} is not a key: it must have ${LENGTH} bytes`);
}

function newKey(file: string): Buffer {
  const key = randomBytes(LENGTH);
  fs.mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, key, { mode: 0o600, flag: "wx" });
  try {
    // Unlike a rename, a link never replaces a key that another process has just created.
    fs.linkSync(temporary, file);
    return key;
  } catch (error) {
    const other = existingKey(file);
    if (other === undefined) throw error;
    return other;
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}
