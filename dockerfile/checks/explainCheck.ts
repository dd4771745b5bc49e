import { checkPage } from "./context/checkPage.ts";
import { describeCheck } from "./describeCheck.ts";

/** The explanation of a check, in Markdown: title, why, both examples, links. Undefined for an unknown name. */
export function explainCheck(code: string, alsoKnownAs: readonly string[] = []): string | undefined {
  const check = describeCheck(code);
  const links = [code, ...alsoKnownAs].flatMap((name) => {
    const href = hrefOf(name);
    return href === undefined ? [] : [`[${name}](${href})`];
  });
  if (check === undefined) return SHELL_CHECK_CODE.test(code) ? `${OF_SHELL_CHECK}\n\n${links.join(" · ")}` : undefined;
  const { title, why, bad, good } = check;
  const parts = [`**${title}.** ${why}`, "Instead of", block(bad), "write", block(good), links.join(" · ")];
  return parts.join("\n\n");
}

const SHELL_CHECK_CODE = /^SC\d{4}$/;
const OF_SHELL_CHECK =
  "**ShellCheck found this in the script.** Its page has what it means, an example, and when it may be ignored.";

function hrefOf(code: string): string | undefined {
  const href = SHELL_CHECK_CODE.test(code) ? checkPage.shellcheck(code) : undefined;
  return describeCheck(code)?.href ?? href;
}

function block(text: string): string {
  return `\`\`\`dockerfile\n${text}\`\`\``;
}
