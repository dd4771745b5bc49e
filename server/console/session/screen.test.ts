import { expect, it } from "vitest";
import { type ConsoleClient, Screen } from "./screen.ts";

function client(): ConsoleClient & { readonly text: () => string } {
  const chunks: Uint8Array[] = [];
  return {
    send: (bytes, sent) => {
      chunks.push(Uint8Array.from(bytes));
      sent();
    },
    tell: () => {},
    close: () => {},
    text: () => Buffer.concat(chunks).toString("utf8"),
  };
}

async function shownAgain(...written: readonly string[]): Promise<string> {
  const screen = new Screen();
  for (const text of written) await screen.write(Buffer.from(text));
  const later = client();
  screen.show(later);
  return later.text();
}

it("shows a later client what was printed, but asks its terminal nothing", async () => {
  const queries = "\x1b[6n\x1b[c\x1b[>0c\x1b[?6n\x1b[?2026$p\x1b]11;?\x07";
  expect(await shownAgain("\x1b[1mé→", queries, "\x1b[0m\n")).toBe("\x1b[1mé→\x1b[0m\n");
});

it("keeps about 64 KB, from the start of a line", async () => {
  const text = await shownAgain(...Array.from({ length: 300 }, (_, index) => `${index} ${"x".repeat(1000)}\n`));
  expect(text).toMatch(/^2\d\d x+\n/);
  expect(text).toMatch(/\n299 x+\n$/);
  expect(text.length).toBeLessThan(70_000);
});

it("lets a writer wait until its client has room, and go on when the client is gone", async () => {
  const screen = new Screen();
  screen.show({ ...client(), send: () => {} });
  let isWritten = false;
  const written = screen.write(new Uint8Array(300_000)).then(() => {
    isWritten = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isWritten).toBe(false);
  screen.show(undefined);
  await written;
});
