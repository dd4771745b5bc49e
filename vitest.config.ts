import { availableParallelism } from "node:os";
import path from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { AttackReporter } from "./scripts/attackReporter.ts";
import { SecondTryReporter } from "./scripts/secondTryReporter.ts";

const INTEGRATION = "**/*.integration.test.ts";
/** These take longest and so begin first: else one goes on while the other processors have nothing to do. */
const LONGEST = [
  ...["kills", "imageViews", "memory", "stalls", "ownImage", "workshop", "buildKitBuilder", "loadedArchives", "sweep"],
  ...["containerRecovery", "largeImages", "requests", "builtInLessons", "lifecycle", "agreement", "linuxExecutor"],
  ...["embeddedBuilder", "transferService", "containers", "caches", "dockerContainers", "attestations"],
  ...[
    "keptContainers",
    "hostileImports",
    "otherMakers",
    "images",
    "hostilePush",
    "backup",
    "registryMemory",
    "fullDisk",
  ],
  ...["deepTrees", "access", "exec", "buildEscapes", "archive", "oddDockerfiles", "oddImages"],
  ...["properties", "lessons", "layers", "shellCheckService", "fixes"],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.indexOf(path.basename(moduleId).replace(/\..*/, ""));
      return found === -1 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/** What these measure (the free disk, the time to an answer) other tests beside them would change. */
const ALONE = ["hiddenUse.attack", "limits", "badInput", "console.attack"].map(
  (name) => `server/**/${name}.integration.test.ts`,
);
/** These put other modules in the place of some, for all files of their process. */
const MOCKING = [
  "image/image",
  "image/imageOfBuild",
  "containers/followContainers",
  "compare/comparison",
  "build/cacheMounts",
  "build/build",
].map((name) => `src/state/${name}.test.ts`);
const shared = {
  setupFiles: ["scripts/testSetup.ts"],
  unstubGlobals: true,
  env: { NODE_COMPILE_CACHE: path.resolve("node_modules/.cache/compiled") },
};
const unit = { ...shared, testTimeout: 60_000, maxWorkers: availableParallelism() };
/** Node loads what a test imports, as it does for the server: Vite's own loader takes three times as long per file. */
const loadedByNode = { experimental: { viteModuleRunner: false, nodeLoader: false } };
/** These meet real processes, disks and clocks of a machine that others use too; the summary tells every second try. */
const integration = { ...shared, ...loadedByNode, testTimeout: 120_000, hookTimeout: 120_000, retry: 1 };

/** A file for the results, as JSON. */
const report = process.env.STRATA_TEST_REPORT;

export default defineConfig({
  test: {
    reporters: [
      "default",
      new AttackReporter(),
      new SecondTryReporter(report && `${report}.second-tries`),
      ...(report === undefined ? [] : ["json"]),
    ],
    ...(report === undefined ? {} : { outputFile: { json: report } }),
    sequence: { sequencer: LongestFirst },
    // One after the other: a process that files share ends as soon as the next file is another project's.
    projects: [
      {
        test: {
          ...unit,
          name: "unit",
          include: ["{contract,dockerfile,lessons,server,scripts}/**/*.test.ts"],
          exclude: [...configDefaults.exclude, INTEGRATION],
          // Most files import the same: half the time goes where each does that anew.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...unit,
          name: "unit-page",
          include: ["src/**/*.test.{ts,tsx}"],
          exclude: [...configDefaults.exclude, ...MOCKING],
          setupFiles: [...shared.setupFiles, "scripts/freshModules.ts"],
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...unit,
          name: "unit-mocking",
          include: MOCKING,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...integration,
          name: "integration",
          include: [`{scripts,server}/${INTEGRATION}`],
          exclude: [...configDefaults.exclude, ...ALONE],
          // As above: for most files, loading the server takes longer than their tests.
          isolate: false,
          // One more than a small machine has processors: half of the time is spent waiting for engines, disks, and programs.
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          ...integration,
          name: "integration-alone",
          include: ALONE,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
