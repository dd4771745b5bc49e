import type { Container } from "#contract/container.ts";
import { remove } from "../../state/containers/containerActions.ts";
import { type ContainerQuestion, closeContainerDialog } from "../../state/containers/containerDialog.ts";
import { isRunning } from "../../state/containers/containers.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { CommandLine } from "./CommandLine.tsx";
import { CommitDialog } from "./CommitDialog.tsx";
import { messages } from "./messages.ts";
import { RenameDialog } from "./RenameDialog.tsx";

interface ContainerDialogProps {
  container: Container;
  question: ContainerQuestion;
}

export function ContainerDialog({ container, question }: ContainerDialogProps) {
  if (question === "commit") return <CommitDialog container={container} />;
  if (question === "rename") return <RenameDialog container={container} />;
  return <RemoveDialog container={container} />;
}

function RemoveDialog({ container }: { container: Container }) {
  const { name } = container;
  const confirm = () => {
    closeContainerDialog();
    void remove(container);
  };
  return (
    <Dialog
      open
      onOpenChange={closeContainerDialog}
      title={messages.removeTitle(name)}
      description={messages.removeAbout(isRunning(container))}
      footer={
        <>
          <Button onClick={closeContainerDialog}>{messages.cancel}</Button>
          <Button variant="danger" onClick={confirm}>
            {messages.removeNow}
          </Button>
        </>
      }
    >
      <CommandLine command={`docker rm -f -v ${name}`} />
    </Dialog>
  );
}
