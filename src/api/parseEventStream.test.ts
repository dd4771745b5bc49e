import { describe, expect, it } from "vitest";
import { createEventStreamParser } from "./parseEventStream.ts";

describe("reading an event stream", () => {
  it("returns a message after its blank line, however the text is split", () => {
    const text = "id: 1\nevent: build\ndata: one\ndata: two\n\n: a comment\n\nid: 2\ndata:three\n\n";
    for (let cut = 1; cut < text.length; cut += 1) {
      const parse = createEventStreamParser();
      expect([...parse(text.slice(0, cut)), ...parse(text.slice(cut))]).toEqual([
        { id: "1", isNumbered: true, event: "build", data: "one\ntwo" },
        { id: "2", isNumbered: true, event: "message", data: "three" },
      ]);
    }
  });

  it("accepts CR, LF, and CRLF as line ends, split anywhere", () => {
    const text = "data: a\r\n\r\ndata: b\r\rdata: c\n\n";
    for (let cut = 0; cut <= text.length; cut += 1) {
      const parse = createEventStreamParser();
      const messages = [...parse(text.slice(0, cut)), ...parse(text.slice(cut))];
      expect(messages.map(({ data }) => data)).toEqual(["a", "b", "c"]);
    }
  });

  it("keeps the last ID for messages without one, and treats data without a colon as empty", () => {
    const parse = createEventStreamParser();
    expect(parse("id: 7\ndata: x\n\ndata\n\n")).toEqual([
      { id: "7", isNumbered: true, event: "message", data: "x" },
      { id: "7", isNumbered: false, event: "message", data: "" },
    ]);
  });
});
