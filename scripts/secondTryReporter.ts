import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Names the tests that passed only when they were run again, and writes how many there were into a file. */
export class SecondTryReporter implements Reporter {
  readonly #file: string | undefined;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const flaky = tests.filter((test) => test.diagnostic()?.flaky);
    for (const test of flaky) {
      const errors = test.result().errors ?? [];
      console.log(`\nSECOND TRY: ${test.module.relativeModuleId} > ${test.fullName}`);
      for (const { message } of errors) console.log(`  at first: ${message}`);
    }
    if (this.#file !== undefined) writeFileSync(this.#file, String(flaky.length));
  }
}
