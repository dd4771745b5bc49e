import type { Stack } from "#contract/image.ts";
import { shortId } from "#contract/names/shortId.ts";
import { runInConsole } from "../../state/console/terminals.ts";
import { copyText } from "../../state/page/copyText.ts";
import { useHistoryView } from "../../state/page/historyView.ts";
import type { ResultTab } from "../../state/page/layout.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { ShellCommand } from "../../ui/ShellCommand.tsx";
import styles from "./CommandList.module.css";
import { messages } from "./messages.ts";
import { viewCommands } from "./viewCommands.ts";

interface CommandListProps {
  tab: ResultTab;
  stack: Stack;
  /** A command was sent to the console. */
  onRun: () => void;
}

const TOOLS = ["docker", "crane", "skopeo"] as const;

/** The commands by tool, each to copy, and to run if the console knows it. */
export function CommandList({ tab, stack, onRun }: CommandListProps) {
  const history = useHistoryView();
  const { isReadOnly } = useReadOnly();
  const isShared = useShared((state) => isOfShare(state, stack.image));
  const image = { ref: stack.tags[0] ?? shortId(stack.image), registry: location.host };
  const commands = viewCommands(tab, image, history);
  const canRun = !isReadOnly && !isShared;
  return (
    <div className={styles.list}>
      <p className={styles.intro}>{messages.intro}</p>
      {TOOLS.map((tool) => (
        <section key={tool} aria-label={tool}>
          <h3 className={styles.tool}>{messages.tools[tool]}</h3>
          {commands
            .filter((one) => one.tool === tool)
            .map(({ command, runsHere }) => (
              <ShellCommand
                key={command}
                command={command}
                copyLabel={messages.copy(command)}
                onCopy={() => void copyText(command, { copied: messages.copied })}
                run={
                  runsHere && canRun
                    ? {
                        label: messages.run(command),
                        onRun: () => {
                          onRun();
                          runInConsole(`${command}\n`);
                        },
                      }
                    : undefined
                }
              />
            ))}
        </section>
      ))}
    </div>
  );
}
