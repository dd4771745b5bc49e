import { imageName } from "#contract/docker/imageName.ts";
import type { Problem, ProblemCode } from "#contract/problem.ts";
import { toProblem } from "../../base/problem.ts";

/** An error in the words of Docker's daemon. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface ErrorAnswer {
  readonly status: number;
  readonly message: string;
  /** Whether it is a failure of the server, for its log. */
  readonly isOurs: boolean;
}

/** Docker's statuses where they differ from those of the problems. */
const STATUS: Partial<Record<ProblemCode, number>> = {
  "container/not-started": 400,
  "container/no-executor": 501,
  "container/limit": 500,
  "image/reference": 400,
  "image/invalid": 400,
  "registry/not-found": 404,
  "registry/unreachable": 500,
  "registry/unauthorized": 404,
  "registry/invalid": 500,
  "registry/digest": 500,
  "registry/too-large": 500,
  "store/full": 500,
};

/** What to do next is said to people, not to clients that look for Docker's sentences. */
const IN_DOCKERS_WORDS = /^container\/|^image\/in-use$|^volume\/in-use$/;

/** `subject`: the container, image, volume, … that the request is about. */
export function errorAnswer(error: unknown, subject = ""): ErrorAnswer {
  if (error instanceof EngineError) return { status: error.status, message: error.message, isOurs: false };
  const problem = toProblem(error);
  return {
    status: STATUS[problem.code] ?? problem.status,
    message: messageOf(problem, subject),
    isOurs: problem.code === "internal",
  };
}

function messageOf({ code, detail, next }: Problem, subject: string): string {
  switch (code) {
    case "container/not-found":
      return `No such container: ${subject}`;
    case "image/not-found":
      return `No such image: ${imageName(subject)}`;
    case "container/name-taken":
      return `Conflict. ${detail} You have to remove (or rename) that container to be able to reuse that name.`;
    case "volume/not-found":
      return `get ${subject}: no such volume`;
    default:
      return next === undefined || IN_DOCKERS_WORDS.test(code) ? detail : `${detail} ${next}`;
  }
}
