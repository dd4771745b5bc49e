import { z } from "zod";
import type { Container } from "#contract/container.ts";
import { expressionSchema, listOf, matches, oneOrMore, quoted } from "./authorValues.ts";
import { defineCheck } from "./checkDefinition.ts";
import { expressionText } from "./expressionText.ts";
import type { ContainerFact } from "./facts.ts";
import { allOf, failed, type Judgment, PASSED, waiting } from "./judgment.ts";
import { containerText, isMeantContainer } from "./matchingContainers.ts";

const answerSchema = z.strictObject({
  port: z.int().min(1).max(65_535).describe("A port of the container that is published."),
  path: z.string().regex(/^\//, "Write a path such as /.").max(1000).optional(),
  status: z.int().min(100).max(599).optional().describe("200 if absent."),
  matches: expressionSchema.optional(),
});

const schema = z.strictObject({
  name: z.string().min(1).max(128).optional(),
  image: z.string().min(1).max(512).optional(),
  state: z.enum(["running", "exited", "created"]).optional(),
  exitCode: z.int().min(0).max(255).optional(),
  output: expressionSchema.optional(),
  answers: oneOrMore(answerSchema).optional(),
  changed: z.array(z.string().regex(/^\//, "Write a path from the root.").max(4096)).min(1).max(50).optional(),
});

type ContainerCheck = z.infer<typeof schema>;
type Answer = z.infer<typeof answerSchema>;

/** A container that was made since the lesson began: one of those that are meant is as wanted. */
export const containerCheck = defineCheck({
  schema,
  needs: ({ name, image, output, changed, answers }) => [
    {
      kind: "containers",
      which: { name, image },
      logs: output !== undefined,
      changes: changed !== undefined,
      asks: listOf(answers).map(({ port, path = "/" }) => ({ port, path })),
    },
  ],
  judge(check, { containers }) {
    const meant = containers.filter(({ container }) => isMeantContainer(check, container));
    const judged = meant.map((fact) => allOf(judgments(check, fact)));
    return (
      judged.find(({ state }) => state === "passed") ?? judged[0] ?? waiting(`There is no ${containerText(check)}.`)
    );
  },
});

function* judgments(check: ContainerCheck, fact: ContainerFact): Generator<Judgment> {
  const { container } = fact;
  const { name, state } = container;
  if (check.state !== undefined && state.phase !== check.state) {
    yield failed(`The container ${name} ${stateText(container)}.`, `It ${STATES[check.state]}.`);
  }
  if (check.exitCode !== undefined) yield judgeExit(check.exitCode, container);
  if (check.output !== undefined && !matches(check.output, fact.logs ?? "")) {
    const last = quoted((fact.logs ?? "").trim().split("\n").at(-1) ?? "");
    const saw = last === "" ? `The container ${name} printed nothing.` : `The last line of ${name} is: ${last}`;
    yield failed(saw, `It prints something like ${expressionText(check.output)}.`);
  }
  for (const answer of listOf(check.answers)) yield judgeAnswer(answer, fact);
  for (const path of check.changed ?? []) {
    if (fact.changes?.some((change) => change.path === path)) continue;
    yield failed(`${path} is unchanged in ${name}.`, `${path} is added or changed in it.`);
  }
}

const STATES = { running: "runs", exited: "has ended", created: "is created, not started" } as const;

function stateText({ state }: Container): string {
  if (state.phase === "exited") return `has ended with ${state.code}`;
  return STATES[state.phase];
}

function judgeExit(wanted: number, { name, state }: Container): Judgment {
  if (state.phase !== "exited") return waiting(`The container ${name} has not ended.`);
  if (state.code === wanted) return PASSED;
  return failed(`The container ${name} ended with ${state.code}.`, `It ends with ${wanted}.`);
}

function judgeAnswer({ port, path = "/", status = 200, matches: expression }: Answer, fact: ContainerFact): Judgment {
  const { name, ports } = fact.container;
  const wanted = `Port ${port} of it answers ${path} with ${status}${expression === undefined ? "" : ` and something like ${expressionText(expression)}`}.`;
  const answer = fact.answers.find((each) => each.port === port && each.path === path);
  if (answer?.status === undefined) {
    const isPublished = ports.some(({ container }) => container === port);
    const saw = isPublished
      ? `Nothing answers on port ${port} of ${name}.`
      : `Port ${port} of ${name} is not published.`;
    return failed(saw, wanted);
  }
  if (answer.status !== status) return failed(`Port ${port} of ${name} answers with ${answer.status}.`, wanted);
  if (expression === undefined || matches(expression, answer.text)) return PASSED;
  return failed(`Port ${port} of ${name} answers: ${quoted(answer.text)}`, wanted);
}
