import type { Diagnostic } from "#contract/diagnostic.ts";
import { byPlace } from "#contract/positions.ts";
import { parseDockerignore } from "../ignore/dockerignore.ts";
import { type Dockerfile, inBuildKitOrder, parseDockerfile } from "../instructions/parseDockerfile.ts";
import type { Bash } from "../shell/shellScript.ts";
import type { FindNamedContext } from "../stages/resolvedStage.ts";
import { type ResolvedStages, resolveStages } from "../stages/resolveStages.ts";
import { stageMistakes } from "../stages/stageMistakes.ts";
import { triggerMistakes } from "../stages/triggerMistakes.ts";
import { atFrom, isWithin } from "../stages/triggers.ts";
import { type InstructionVisit, walkStages } from "../stages/walkStages.ts";
import { type Mistake, mistakeDiagnostic } from "../syntax/mistake.ts";
import { type CheckOptions, commentOptions, isWanted, NO_CHECK_OPTIONS, parseCheckOptions } from "./checkOptions.ts";
import type { Check, CheckContext, CheckedInstruction, Finding } from "./context/check.ts";
import { checkPage } from "./context/checkPage.ts";
import { addHadolint } from "./hadolint/checkHadolint.ts";
import type { HadolintConfig } from "./hadolint/hadolintConfig.ts";
import { heredocErrors } from "./heredocErrors.ts";
import { latentTriggers } from "./latentTriggers.ts";
import { misreadPragmas } from "./misreadPragmas.ts";
import { missingSources } from "./missingSources.ts";
import { nestedInstructions } from "./nestedInstructions.ts";
import { buildChecks } from "./registry.ts";
import { checkScripts } from "./shellcheck/checkScripts.ts";
import type { ShellVerdicts } from "./shellcheck/shellVerdict.ts";
import { type ImagesKnown, unavailableImages } from "./unavailableImages.ts";

export interface CheckInput {
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Platform to build for. */
  readonly platform?: string;
  /** What a name stands for that the build gives a context. */
  readonly namedContext?: FindNamedContext;
  /** Text of the context's .dockerignore. */
  readonly dockerignore?: string;
  /** Every path in the context, folders with a slash at their end; undefined if they are not known. */
  readonly contextPaths?: readonly string[];
  /** Environment (`NAME=value`) of an image, if known. */
  readonly imageEnv?: (name: string) => readonly string[] | undefined;
  /** Platform of an image, if known. */
  readonly imagePlatform?: (name: string) => string | undefined;
  /** Which images are unavailable, as far as known. */
  readonly images?: ImagesKnown;
  /** Hadolint's rules are asked too, with this configuration. */
  readonly hadolint?: HadolintConfig;
  /** Reads the scripts of RUNs; without it hadolint's rules about commands find nothing. */
  readonly bash?: Bash;
  /** What ShellCheck says of the scripts of RUNs, as far as it was asked; hadolint's configuration goes for it too. */
  readonly shell?: ShellVerdicts;
}

/** Everything wrong with a Dockerfile: first what BuildKit rejects, in its order, then what its checks find, by place. */
export function checkDockerfile(text: string, input: CheckInput = {}): Diagnostic[] {
  return checkParsed(parseDockerfile(text), input);
}

/** As `checkDockerfile`, of a text that is parsed already. */
export function checkParsed(dockerfile: Dockerfile, input: CheckInput = {}): Diagnostic[] {
  const resolved = resolveStages(dockerfile, input);
  const walked = walk(dockerfile, resolved, input);
  const fileOptions = readFileOptions(dockerfile);
  const mistakes = [...dockerfile.mistakes, ...fileOptions.mistakes];
  // Without a FROM there is nothing to resolve, and it was said already.
  if (dockerfile.stages.length > 0)
    mistakes.push(...resolved.mistakes, ...resolved.lateMistakes, ...triggerMistakes(resolved), ...walked.mistakes);
  const context: CheckContext = {
    dockerfile,
    resolved,
    resolvedWithDefaults:
      Object.keys(input.buildArgs ?? {}).length === 0
        ? resolved
        : resolveStages(dockerfile, { ...input, buildArgs: {} }),
    visits: walked.visits,
    ignore: input.dockerignore === undefined ? undefined : parseDockerignore(input.dockerignore),
    brokenNames: brokenNamesOf(dockerfile),
    imagePlatform: input.imagePlatform ?? (() => undefined),
  };
  const ownOptions = readOwnOptions(dockerfile);
  const isOn = (check: string, experimental: boolean, line: number): boolean =>
    isWanted(check, experimental, fileOptions.options, ownOptions.get(line) ?? NO_CHECK_OPTIONS);
  const findings = findAll(context, isOn, fileOptions.options.error ? "error" : "warning");
  const found = [
    ...inBuildKitOrder(mistakes).map(mistakeDiagnostic),
    ...[...findings, ...ownFindings(context, input)].toSorted(byPlace),
  ];
  const { hadolint: config, bash, shell } = input;
  const isSkipped = (check: string, line: number): boolean => !isOn(check, false, line);
  const ruled = config === undefined ? found : addHadolint(found, context, { config, bash, isSkipped });
  return shell === undefined ? ruled : withScripts(ruled, checkScripts(dockerfile, resolved, shell, config));
}

/** What neither BuildKit nor hadolint says, and people stumble over. */
function ownFindings(
  { dockerfile, resolved, ignore }: CheckContext,
  { contextPaths, images = {} }: CheckInput,
): readonly Diagnostic[] {
  return [
    ...latentTriggers(dockerfile, resolved),
    ...misreadPragmas(dockerfile),
    ...nestedInstructions(dockerfile),
    ...heredocErrors(dockerfile, resolved),
    ...missingSources(dockerfile, contextPaths, ignore),
    ...unavailableImages(resolved, images),
  ];
}

/** What BuildKit rejects stays first. */
function withScripts(found: readonly Diagnostic[], inScripts: readonly Diagnostic[]): Diagnostic[] {
  const isError = ({ source }: Diagnostic): boolean => source === "dockerfile";
  return [...found.filter(isError), ...[...found.filter((each) => !isError(each)), ...inScripts].toSorted(byPlace)];
}

function walk(
  dockerfile: Dockerfile,
  resolved: ResolvedStages,
  input: CheckInput,
): { readonly visits: readonly CheckedInstruction[]; readonly mistakes: readonly Mistake[] } {
  const visits: CheckedInstruction[] = [];
  const mistakes: Mistake[] = [];
  const shells: boolean[] = [];
  walkStages(dockerfile, resolved, input, (visit) => {
    const { instruction, stage, scope } = visit;
    mistakes.push(...stageMistakes(visit));
    const inherited = stage.base.kind === "stage" && shells[stage.base.index] === true;
    const shellSet = shells[stage.index] ?? inherited;
    shells[stage.index] = shellSet || instruction.name === "SHELL";
    visits.push({
      ...visit,
      ...variablesOf(visit),
      shellSet,
      ports: instruction.name === "EXPOSE" ? instruction.ports.flatMap(({ raw }) => scope.expandAll(raw)) : [],
    });
  });
  return { visits, mistakes };
}

const NO_VARIABLES = { names: [], isDeclared: () => false } satisfies Partial<CheckedInstruction>;

/** Only what the checks ask about is copied: a scope may hold many names. */
function variablesOf({ pieces, scope }: InstructionVisit): Pick<CheckedInstruction, "names" | "isDeclared"> {
  // Most instructions use none.
  if (!pieces.some(({ expansion }) => expansion.uses.length > 0)) return NO_VARIABLES;
  const uses = pieces.flatMap(({ expansion }) => expansion.uses);
  const unset = uses.some(({ set }) => !set);
  const declared = new Set(uses.filter(({ name }) => scope.isDeclared(name)).map(({ name }) => name));
  return { names: unset ? scope.names() : [], isDeclared: (name) => declared.has(name) };
}

function brokenNamesOf({ syntax, instructionOf }: Dockerfile): ReadonlySet<string> {
  const broken = syntax.statements.filter(
    (statement) => /^(?:env|arg)$/i.test(statement.head.keyword.text) && !instructionOf.has(statement),
  );
  return new Set(broken.flatMap(({ head }) => head.rest.text.match(/\w+/g) ?? []));
}

function readFileOptions({ syntax }: Dockerfile): {
  readonly options: CheckOptions;
  readonly mistakes: readonly Mistake[];
} {
  const directive = syntax.directives.find(({ name }) => name === "check");
  if (directive === undefined) return { options: NO_CHECK_OPTIONS, mistakes: [] };
  const options = parseCheckOptions(directive.value);
  if (!("mistake" in options)) return { options, mistakes: [] };
  const message = `failed to parse check options: ${options.mistake}`;
  const mistake: Mistake = {
    kind: "mistake",
    phase: "syntax",
    code: "directive",
    message,
    range: directive.valueRange,
    next: "Write # check=skip=RuleName, or # check=error=true.",
  };
  return { options: NO_CHECK_OPTIONS, mistakes: [mistake] };
}

/** Options of single statements, by the line in which each begins. */
function readOwnOptions({ syntax }: Dockerfile): ReadonlyMap<number, CheckOptions> {
  const commented = syntax.statements.filter(({ commentsAbove }) => commentsAbove.length > 0);
  return new Map(commented.map(({ commentsAbove, range }) => [range.start.line, commentOptions(commentsAbove)]));
}

function findAll(
  context: CheckContext,
  isOn: (check: string, experimental: boolean, line: number) => boolean,
  severity: "error" | "warning",
): readonly Diagnostic[] {
  return buildChecks.flatMap((check) =>
    check
      .find(context)
      .filter(({ at }) => isOn(check.name, check.experimental ?? false, at.start.line))
      .map((finding) => (isWithin(finding.range, finding.at) ? finding : atFrom(finding, { range: finding.at })))
      .map((finding) => findingDiagnostic(check, finding, severity)),
  );
}

function findingDiagnostic(check: Check, finding: Finding, severity: "error" | "warning"): Diagnostic {
  const { message, range, next, fixes } = finding;
  return {
    range,
    severity,
    code: check.name,
    source: "buildkit",
    message,
    href: checkPage.buildkit(check.page),
    ...(next === undefined ? {} : { next }),
    ...(fixes === undefined || fixes.length === 0 ? {} : { fixes: [...fixes] }),
  };
}
