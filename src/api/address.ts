import { paths } from "#contract/paths.ts";
import { asLearner } from "#contract/routes.ts";
import { sharedAddressOf } from "./sharedAddress.ts";

/** What a teacher who looks at a learner's page still asks as themselves. Contexts are kept by content, for nobody in particular. */
const OWN = [paths.rooms, paths.me, paths.health, paths.contexts];

let learner: string | undefined;

/** Call before the first request: from then on, all is read as a learner of the teacher's room would read it. */
export function readAsLearner(member: string): void {
  learner = member;
}

/** Where a URL of the API is asked for; for requests, streams, and links alike. */
export function addressOf(url: string): string {
  const isOwn = OWN.some((path) => url === path || url.startsWith(`${path}/`));
  return learner === undefined || isOwn ? sharedAddressOf(url) : asLearner(learner, url);
}
