import { useEffect } from "react";
import { chooseTeachersWorkspace, loadTeachersFiles, useTeachersFiles } from "../../state/class/teachersFiles.ts";
import { Field, Select } from "../../ui/Field.tsx";
import { messages } from "./messages.ts";

/** Which of the teacher's own workspaces files come from. */
export function WorkspaceField() {
  const { workspaces, chosen } = useTeachersFiles();
  useEffect(() => void loadTeachersFiles(), []);
  return (
    <Field label={messages.fromWorkspace} placement="above">
      <Select value={chosen?.id ?? ""} onChange={({ target }) => void chooseTeachersWorkspace(target.value)}>
        {workspaces.map(({ id, name }) => (
          <option key={id} value={id}>
            {name || messages.untitled}
          </option>
        ))}
      </Select>
    </Field>
  );
}
