import { textFile } from "#contract/workspaceFiles.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { addFiles } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { messages } from "./messages.ts";

const FIRST_LINES = 'FROM busybox:latest\nRUN echo "Hello" > /hello.txt\nCMD ["cat", "/hello.txt"]\n';

export function NoDockerfile({ path }: { path: string }) {
  const { isReadOnly } = useReadOnly();
  const create = () => addFiles([textFile(path, FIRST_LINES)]);
  if (isReadOnly) return <EmptyState title={messages.noDockerfile(path)} />;
  return (
    <EmptyState title={messages.noDockerfile(path)} action={<Button onClick={create}>{messages.create(path)}</Button>}>
      {messages.noDockerfileDetail}
    </EmptyState>
  );
}
