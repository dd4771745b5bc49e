import { routes } from "#contract/routes.ts";
import { stepSurroundingsSchema } from "#contract/stepState.ts";
import { request } from "./request.ts";

/** What holds at a step of a build: variables, user, folder, configuration. */
export const getStepState = (build: string, step: string) =>
  request({ path: routes.stepState(build, step), answer: stepSurroundingsSchema });
