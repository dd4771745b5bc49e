import type { CommandContext } from "../../command/commandContext.ts";

/** `Are you sure you want to continue? [y/N]`: true at y or yes. Without anybody to ask, the answer is no. */
export async function confirm({ io }: CommandContext, warning: string): Promise<boolean> {
  const question = `${warning}\nAre you sure you want to continue? [y/N] `;
  if (io.terminal !== undefined) return isYes((await io.terminal.ask(question)) ?? "");
  await io.stdout.write(question);
  return isYes(await firstLine(io.stdin));
}

function isYes(answer: string): boolean {
  return ["y", "yes"].includes(answer.trim().toLowerCase());
}

const MAX_ANSWER = 100;

async function firstLine(input: AsyncIterable<Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of input) {
    text += Buffer.from(chunk).toString("utf8");
    if (text.includes("\n") || text.length > MAX_ANSWER) break;
  }
  return text.split("\n", 1)[0] ?? "";
}
