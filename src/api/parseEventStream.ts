/** A message of a text/event-stream. `id` is "" if the stream never set one. */
export interface ServerMessage {
  readonly id: string;
  /** Whether the message has its ID itself, and not from one before. */
  readonly isNumbered: boolean;
  readonly event: string;
  readonly data: string;
}

/**
 * Parses a stream as in the HTML standard (section 9.2.6): any line ending, comments, several data lines.
 * Feed it text as it arrives; it returns the complete messages.
 */
export function createEventStreamParser(): (chunk: string) => ServerMessage[] {
  let rest = "";
  let id = "";
  let isNumbered = false;
  let event = "";
  let data: string[] = [];

  const takeLine = (line: string): ServerMessage | undefined => {
    if (line === "") {
      const message =
        data.length > 0 ? { id, isNumbered, event: event || "message", data: data.join("\n") } : undefined;
      event = "";
      data = [];
      isNumbered = false;
      return message;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) {
      id = value;
      isNumbered = true;
    }
    return undefined;
  };

  return (chunk) => {
    const text = rest + chunk;
    // A trailing CR may be the first half of CRLF: wait for more.
    const end = text.endsWith("\r") ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? "") + text.slice(end);
    return lines.map(takeLine).filter((message) => message !== undefined);
  };
}
