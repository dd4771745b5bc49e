import { messages } from "./messages.ts";
import { UnreadableProject } from "./projectEntry.ts";

/** Passes bytes on, and breaks off beyond a limit: a small archive can unpack to any size. */
export function limitedBytes(limit: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let total = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      total += chunk.length;
      if (total > limit) throw new UnreadableProject(messages.tooLarge(limit));
      controller.enqueue(chunk);
    },
  });
}
