import { humanSize } from "../../contract/docker/humanSize.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

/** What people who build at the same time used. */
export interface ClassSample {
  readonly owners: number;
  readonly builds: number;
  readonly failed: number;
  readonly seconds: number;
  /** Added by them to the server and its builders. */
  readonly memoryBytes: number;
}

/** A learner who tries things builds about this often. */
const SECONDS_BETWEEN_BUILDS = 20;
/** What the room of a class may have. */
const MOST = 500;
const SMALL_CLASS = 10;
const LEAST_PER_OWNER = 1e6;

/** How many learners can build every 20 seconds, and have the memory for it. */
export function learnersOf(sample: ClassSample, availableBytes: number): number {
  const byBuilds = (sample.builds / sample.seconds) * SECONDS_BETWEEN_BUILDS;
  return Math.floor(Math.min(byBuilds, availableBytes / perOwner(sample), MOST));
}

function perOwner({ memoryBytes, owners }: ClassSample): number {
  return Math.max(LEAST_PER_OWNER, memoryBytes / owners);
}

export function judgeClass(sample: ClassSample, availableBytes: number): Finding {
  if (sample.builds === 0 || sample.failed > 0) {
    const saw = `${sample.failed} of ${sample.builds + sample.failed} builds of the first example failed`;
    return problem("Class", saw, "Start Strata and build the first example: the page says what is wrong.");
  }
  const learners = learnersOf(sample, availableBytes);
  const rate = `${(sample.builds / sample.seconds).toFixed(1)} builds a second × ${SECONDS_BETWEEN_BUILDS} s between two of a learner`;
  const memory = `${humanSize(availableBytes)} for ${humanSize(perOwner(sample))} each`;
  const saw = `about ${learners} learners (the least of ${rate}, ${memory}, and ${MOST})`;
  if (learners >= SMALL_CLASS) return ok("Class", saw);
  return warning("Class", saw, "Close other programs, or use a machine with more processors.");
}
