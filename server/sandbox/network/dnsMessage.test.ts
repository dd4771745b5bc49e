import { describe, expect, it } from "vitest";
import { answers, emptyAnswer, parseQuestion, RCODE, TYPE_AAAA } from "./dnsMessage.ts";

/** A query with id 0x1234, recursion desired. */
function query(name: string, type: number): Buffer {
  const labels = name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  const header = Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, type, 0, 1])]);
}

const aaaa = query("host.example.org", TYPE_AAAA);

describe("a DNS query", () => {
  it("is parsed into its question", () => {
    expect(parseQuestion(aaaa)).toEqual({ type: TYPE_AAAA, end: aaaa.length });
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a cut question", aaaa.subarray(0, aaaa.length - 2)],
    ["a compressed name", Buffer.concat([aaaa.subarray(0, 12), Buffer.from([0xc0, 12, 0, 1, 0, 1])])],
    ["an answer", Buffer.concat([aaaa.subarray(0, 2), Buffer.from([0x81]), aaaa.subarray(3)])],
  ])("is not %s", (_, bytes) => {
    expect(parseQuestion(bytes)).toBeUndefined();
  });

  it("can be answered with no records, for the same question", () => {
    const question = parseQuestion(aaaa);
    if (!question) throw new Error("no question");
    const answer = emptyAnswer(aaaa, question, RCODE.noError);
    expect(answer.subarray(0, 12).toString("hex")).toBe("123481800001000000000000");
    expect(answers(answer, aaaa, question)).toBe(true);
    expect(answers(emptyAnswer(query("host.example.com", TYPE_AAAA), question, 0), aaaa, question)).toBe(false);
    expect(answers(Buffer.concat([Buffer.from([0, 0]), answer.subarray(2)]), aaaa, question)).toBe(false);
  });
});
