import { useEffect, useState } from "react";
import type { ImageComparison } from "#contract/imageComparison.ts";
import { loadPackages, useComparison } from "../../state/compare/comparison.ts";
import { Tabs } from "../../ui/Tabs.tsx";
import styles from "./ComparePane.module.css";
import { ConfigTable } from "./ConfigTable.tsx";
import { DifferentFiles } from "./DifferentFiles.tsx";
import { DockerfileDifference } from "./DockerfileDifference.tsx";
import { messages } from "./messages.ts";
import { PackageTable } from "./PackageTable.tsx";

type Part = keyof typeof messages.tabs;

/** What differs: files, Dockerfile, configuration, packages. */
export function ComparisonParts({ comparison }: { comparison: ImageComparison }) {
  const [part, setPart] = useState<Part>("files");
  const packages = useComparison((state) => state.packages);
  const sides = useComparison((state) => state.sides);
  const { added, deleted, changed } = comparison.files;
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each comparison
  useEffect(() => void loadPackages(), [comparison]);
  const tab = (id: Part, badge?: number) => ({ id, label: messages.tabs[id], badge });
  return (
    <Tabs
      className={styles.parts}
      label={messages.parts}
      value={part}
      onChange={setPart}
      items={[
        {
          ...tab("files", added.files + deleted.files + changed.files),
          content: <DifferentFiles key={`${sides?.a} ${sides?.b}`} comparison={comparison} />,
        },
        { ...tab("dockerfile"), content: <DockerfileDifference comparison={comparison} /> },
        { ...tab("config", comparison.config.total), content: <ConfigTable config={comparison.config} /> },
        {
          ...tab("packages", packages?.phase === "ready" ? packages.value.total : undefined),
          content: <PackageTable packages={packages} />,
        },
      ]}
    />
  );
}
