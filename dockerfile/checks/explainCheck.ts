import { describeCheck } from "./describeCheck.ts";

/** What a check is about, in Markdown: title, why, both examples, links. Undefined where there is none of that name. */
export function explainCheck(code: string, alsoKnownAs: readonly string[] = []): string | undefined {
  const check = describeCheck(code);
  if (check === undefined) return undefined;
  const { title, why, bad, good } = check;
  const links = [code, ...alsoKnownAs].flatMap((name) => {
    const href = describeCheck(name)?.href;
    return href === undefined ? [] : [`[${name}](${href})`];
  });
  const parts = [`**${title}.** ${why}`, "Instead of", block(bad), "write", block(good), links.join(" · ")];
  return parts.join("\n\n");
}

function block(text: string): string {
  return `\`\`\`dockerfile\n${text}\`\`\``;
}
