import { checkDockerfile } from "#dockerfile/checks/checkDockerfile.ts";
import { type CheckDescription, checkDescriptions } from "#dockerfile/checks/describeCheck.ts";
import { DEFAULT_HADOLINT_CONFIG } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { hadolintRules } from "#dockerfile/checks/hadolint/registry.ts";
import { bashFromModules } from "#server/checks/bashFromModules.ts";

const HEAD = `<!-- Written by scripts/writeCheckDocs.ts from the checks themselves: change those, not this. -->

# Checks

What is checked while you type, and by \`POST /api/check\`: BuildKit's build checks under their names, and
[hadolint](https://github.com/hadolint/hadolint)'s rules under their codes. Where both say the same, there is one
finding that names both.

| to | write |
|---|---|
| skip a build check in the file | \`# check=skip=JSONArgsRecommended\` at its top |
| skip it for one instruction | the same right above the instruction |
| ignore a hadolint rule for one instruction | \`# hadolint ignore=DL3008\` right above it |
| ignore it in a stage, or in the file | \`# hadolint stage ignore=DL3008\`, \`# hadolint global ignore=DL3008\` |
| say that RUNs are not for a POSIX shell | \`# hadolint shell=powershell\` |
| set severities, trusted registries, a label schema | \`.hadolint.yaml\` beside the Dockerfile, as hadolint has it |
`;

/** Text of docs/checks.md. */
export async function checkDocs(): Promise<string> {
  const fixable = await fixableChecks();
  const row = ({ code, severity, isOff, title, sameAs }: CheckDescription): string => {
    const level = isOff ? "off" : severity;
    const also = sameAs.map((name) => link(name)).join(", ");
    return `| ${link(code)} | ${level} | ${cell(title)} | ${also} | ${fixable.has(code) ? "yes" : ""} |`;
  };
  const parts = (["buildkit", "hadolint"] as const).map((source) => {
    const checks = checkDescriptions.filter((check) => check.source === source);
    const title = source === "buildkit" ? "BuildKit's build checks" : "hadolint's rules";
    const table = ["| check | severity | title | same as | fix |", "|---|---|---|---|---|", ...checks.map(row)];
    return `## ${title}\n\n${table.join("\n")}\n\n${checks.map(section).join("\n")}`;
  });
  return `${HEAD}\n${parts.join("\n")}`;
}

const link = (code: string): string => `[${code}](#${code.toLowerCase()})`;
const cell = (text: string): string => text.replaceAll("|", "\\|");

function section({ code, title, why, href, bad, good, dockerignore }: CheckDescription): string {
  const beside = dockerignore === undefined ? [] : ["With a `.dockerignore` of", block("", dockerignore)];
  const lines = [`### ${code}`, `**${title}.** ${why} [More](${href})`, ...beside];
  return [...lines, "Found in", block("dockerfile", bad), "not in", block("dockerfile", good)]
    .join("\n\n")
    .concat("\n");
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\`\`\``;
}

/** The checks that have a fix for their own bad example. */
async function fixableChecks(): Promise<ReadonlySet<string>> {
  const bash = await bashFromModules();
  const fixable = checkDescriptions.filter(({ code, source, severity, bad, dockerignore = "" }) => {
    const rule = Object.values(hadolintRules).find((each) => each.code === code);
    const override = { ...DEFAULT_HADOLINT_CONFIG.override, info: severity === "ignore" ? [code] : [] };
    const hadolint = { ...DEFAULT_HADOLINT_CONFIG, override, ...rule?.config };
    const known = { dockerignore, imageEnv: () => [], imagePlatform: () => "linux/amd64", bash };
    const found = checkDockerfile(bad, source === "hadolint" ? { ...known, hadolint } : known);
    return found.some(
      (each) => (each.code === code || each.alsoKnownAs?.includes(code)) && (each.fixes ?? []).length > 0,
    );
  });
  return new Set(fixable.map(({ code }) => code));
}
