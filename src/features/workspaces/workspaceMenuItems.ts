import type { WorkspaceEntry, WorkspaceList } from "#contract/workspace.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { exportWorkspace } from "../../state/workspace/exportWorkspace.ts";
import { useOpenWorkspace } from "../../state/workspace/openWorkspace.ts";
import {
  duplicateWorkspace,
  goToWorkspace,
  newWorkspace,
  removeWorkspace,
} from "../../state/workspace/workspaceActions.ts";
import type { MenuItem } from "../../ui/menuItem.ts";
import { messages } from "./messages.ts";

/** Others are in the dialog. */
const RECENT = 6;

interface Choices {
  readonly rename: () => void;
  /** Absent for who may not open a room. */
  readonly teach?: () => void;
  readonly showAll: () => void;
  readonly showVersions: () => void;
  readonly importFile: () => void;
}

export function summaryOf({ files, size, savedAt }: WorkspaceEntry): string {
  return messages.summary(files, formatSize(size), formatAge(new Date(savedAt).toISOString(), Date.now()));
}

export function workspaceMenuItems({ workspaces, deleted }: WorkspaceList, choices: Choices): MenuItem[] {
  const { id } = useOpenWorkspace.getState();
  const others = workspaces.filter((entry) => entry.id !== id);
  const recent = others.slice(0, RECENT).map(
    (entry): MenuItem => ({
      kind: "item",
      label: entry.name || messages.untitled,
      detail: summaryOf(entry),
      onSelect: () => void goToWorkspace(entry.id),
    }),
  );
  const hasMore = others.length > RECENT || deleted.length > 0;
  const all: MenuItem = { kind: "item", label: messages.all(workspaces.length), onSelect: choices.showAll };
  return [
    { kind: "item", label: messages.new, icon: "add", onSelect: () => void newWorkspace() },
    { kind: "item", label: messages.duplicate, icon: "copy", onSelect: () => void duplicateWorkspace() },
    { kind: "item", label: messages.rename, icon: "pencil", onSelect: choices.rename },
    ...(id === undefined
      ? []
      : [
          { kind: "item" as const, label: messages.versions, icon: "history" as const, onSelect: choices.showVersions },
        ]),
    { kind: "separator" },
    ...(recent.length > 0 ? [{ kind: "label" as const, label: messages.recent }, ...recent] : []),
    ...(hasMore ? [all] : []),
    ...(recent.length > 0 || hasMore ? [{ kind: "separator" as const }] : []),
    {
      kind: "item",
      label: messages.import,
      detail: messages.importDetail,
      icon: "upload",
      onSelect: choices.importFile,
    },
    { kind: "item", label: messages.export, icon: "download", onSelect: () => void exportWorkspace() },
    ...(choices.teach ? teachItems(choices.teach) : []),
    ...(id === undefined ? [] : deleteItems(id)),
  ];
}

function teachItems(teach: () => void): MenuItem[] {
  return [
    { kind: "separator" },
    { kind: "item", label: messages.teach, detail: messages.teachDetail, icon: "grid", onSelect: teach },
  ];
}

/** A shared copy has no versions and can't be deleted: it is nobody's workspace yet. */
function deleteItems(id: string): MenuItem[] {
  const onSelect = () => void removeWorkspace(id);
  return [{ kind: "separator" }, { kind: "item", label: messages.delete, icon: "trash", danger: true, onSelect }];
}
