import type { IconName } from "./Icon.tsx";

/** A row of a menu: shared by Menu (opened by a button) and ContextMenu (opened at the pointer). */
export type MenuItem =
  | {
      kind: "item";
      label: string;
      detail?: string;
      shortcut?: string;
      icon?: IconName;
      danger?: boolean;
      disabled?: boolean;
      /** If set, the row belongs to a group, and this says whether it is selected. */
      checked?: boolean;
      onSelect: () => void;
    }
  | { kind: "label"; label: string }
  | { kind: "separator" };
