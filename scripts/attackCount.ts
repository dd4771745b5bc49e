/** One test of an attack, as one user of the sandbox or, if `user` is undefined, where users make no difference. */
export interface AttackTest {
  readonly file: string;
  readonly title: string;
  readonly user: string | undefined;
  readonly state: "passed" | "failed" | "skipped" | "pending";
}

export interface AttackCount {
  /** An attack that several users try is one attack. */
  readonly tried: number;
  /** As every user that tried it. */
  readonly held: number;
  /** Titles of those that did not hold, or whose test broke. */
  readonly succeeded: readonly string[];
  /** Titles of those that nobody tried. */
  readonly untried: readonly string[];
  readonly users: readonly string[];
}

/** The end of a suite's title: "attacks on a sandbox, as root". */
const USER = / as (root|an ordinary user.*|this user)$/;

export function attackingUser(suiteTitles: readonly string[]): string | undefined {
  return suiteTitles.map((title) => USER.exec(title)?.[1]).find((user) => user !== undefined);
}

export function countAttacks(tests: readonly AttackTest[]): AttackCount {
  const attacks = Map.groupBy(tests, ({ file, title }) => `${file}\0${title}`);
  const tried = [...attacks.values()].filter((attempts) => attempts.some(wasTried));
  const succeeded = tried.filter((attempts) => attempts.some(({ state }) => state === "failed"));
  return {
    tried: tried.length,
    held: tried.length - succeeded.length,
    succeeded: succeeded.map(titleOf),
    untried: [...attacks.values()].filter((attempts) => !attempts.some(wasTried)).map(titleOf),
    users: [...new Set(tests.filter(wasTried).flatMap(({ user }) => user ?? []))],
  };
}

export function describeAttacks({ tried, held, succeeded, untried, users }: AttackCount): string {
  const as = users.length === 0 ? "" : ` (${users.join(", ")})`;
  const missing = untried.map((title) => `\nnot tried: ${title}`);
  const through = succeeded.map((title) => `\nSUCCEEDED: ${title}`);
  const summary = `attacks: ${tried} tried, ${held} held, ${succeeded.length} succeeded${as}`;
  return [...missing, ...through].join("").trimStart().concat("\n", summary).trimStart();
}

function wasTried({ state }: AttackTest): boolean {
  return state === "passed" || state === "failed";
}

function titleOf(attempts: readonly AttackTest[]): string {
  return attempts[0]?.title ?? "";
}
