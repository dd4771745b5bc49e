import { expect, test } from "vitest";
import { coloredText } from "./coloredText.ts";

const whole = (text: string) =>
  coloredText(text)
    .map((part) => part.text)
    .join("");

test("the parts of a colored text are the text", () => {
  const text = "# syntax=a\nFROM busybox AS b\n\n  RUN <<EOF\n\techo $A\nEOF\nCOPY --from=b x \\\n  y\n";
  expect(whole(text)).toBe(`${text}\n`);
  const long = Array.from({ length: 1000 }, (_, line) => `RUN echo ${line}`).join("\n");
  expect(whole(long)).toBe(long);
});

test("the keyword of an instruction is told from its words", () => {
  expect(coloredText("FROM busybox")[0]).toEqual({ text: "FROM", kind: "keyword" });
});
