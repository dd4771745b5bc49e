import { Transform } from "node:stream";
import { withLength } from "./nameServer.ts";

/** A stream that takes DNS queries in TCP's form (each after its length) and returns the answers in order. */
export function dnsStream(answer: (query: Buffer) => Promise<Buffer | undefined>): Transform {
  let waiting = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      waiting = Buffer.concat([waiting, chunk]);
      const queries: Buffer[] = [];
      while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
        const end = 2 + waiting.readUInt16BE(0);
        queries.push(waiting.subarray(2, end));
        waiting = waiting.subarray(end);
      }
      // One after another, so that a guest can't open many connections to the resolver at once.
      const answerAll = async () => {
        for (const query of queries) {
          const message = await answer(query);
          if (message) this.push(withLength(message));
        }
      };
      answerAll().then(() => callback(), callback);
    },
  });
}
