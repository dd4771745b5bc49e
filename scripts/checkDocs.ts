import { checkDockerfile } from "#dockerfile/checks/checkDockerfile.ts";
import { type CheckDescription, checkDescriptions } from "#dockerfile/checks/describeCheck.ts";
import { DEFAULT_HADOLINT_CONFIG } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { hadolintRules } from "#dockerfile/checks/hadolint/registry.ts";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { checkShell } from "#server/checks/checkShell.ts";
import { ShellCheckService } from "#server/checks/shellCheckService.ts";

const HEAD = `<!-- Written by scripts/writeCheckDocs.ts from the checks themselves: change those, not this. -->

# Checks

Strata checks Dockerfiles as you type, and with \`POST /api/check\`: BuildKit's build checks, under their names, and
[hadolint](https://github.com/hadolint/hadolint)'s rules, under their codes. If both report the same, there is one finding that
names both. [ShellCheck](https://www.shellcheck.net), if its package is installed, reads the scripts of RUN and ONBUILD RUN,
including heredocs.

| to | write |
|---|---|
| skip a build check in the file | \`# check=skip=JSONArgsRecommended\` at the top |
| skip it for one instruction | the same directly above the instruction |
| ignore a hadolint rule for one instruction | \`# hadolint ignore=DL3008\` directly above it |
| ignore it in a stage or in the file | \`# hadolint stage ignore=DL3008\`, \`# hadolint global ignore=DL3008\` |
| ignore a ShellCheck code | \`# hadolint ignore=SC2086\`, or \`# shellcheck disable=SC2086\` above the RUN or between its lines |
| set a shell that is not POSIX | \`# hadolint shell=powershell\` |
| set severities, trusted registries, or a label schema | \`.hadolint.yaml\` beside the Dockerfile, as for hadolint |
`;

/** Text of docs/checks.md. */
export async function checkDocs(): Promise<string> {
  const fixable = new Set([...(await fixableChecks()), ...(await fixableInScripts())]);
  const row = ({ code, severity, isOff, title, sameAs }: CheckDescription): string => {
    const level = isOff ? "off" : severity;
    const also = sameAs.map((name) => link(name)).join(", ");
    return `| ${link(code)} | ${level} | ${cell(title)} | ${also} | ${fixable.has(code) ? "yes" : ""} |`;
  };
  const parts = (["buildkit", "hadolint", "shellcheck"] as const).map((source) => {
    const checks = checkDescriptions.filter((check) => check.source === source);
    const table = ["| check | severity | title | same as | fix |", "|---|---|---|---|---|", ...checks.map(row)];
    return `## ${TITLES[source]}\n\n${table.join("\n")}\n\n${checks.map(section).join("\n")}`;
  });
  return `${HEAD}\n${parts.join("\n")}`;
}

const TITLES = {
  buildkit: "BuildKit's build checks",
  hadolint: "hadolint's rules",
  shellcheck: "Common ShellCheck codes",
} as const;

const link = (code: string): string => `[${code}](#${code.toLowerCase()})`;
const cell = (text: string): string => text.replaceAll("|", "\\|");

function section({ code, title, why, href, bad, good, dockerignore }: CheckDescription): string {
  const beside = dockerignore === undefined ? [] : ["With this `.dockerignore`:", block("", dockerignore)];
  const lines = [`### ${code}`, `**${title}.** ${why} [More](${href})`, ...beside];
  return [...lines, "Instead of", block("dockerfile", bad), "write", block("dockerfile", good)]
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
    if (source === "shellcheck") return false;
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

async function fixableInScripts(): Promise<readonly string[]> {
  const service = new ShellCheckService({ patience: 60_000 });
  if (!service.isInstalled) throw new Error("ShellCheck is not installed: npm install brings it.");
  const fixable: string[] = [];
  for (const { code, source, bad } of checkDescriptions) {
    const found = source === "shellcheck" ? await checkShell(bad, service) : [];
    if (found.some((each) => each.code === code && (each.fixes ?? []).length > 0)) fixable.push(code);
  }
  await service.close();
  return fixable;
}
