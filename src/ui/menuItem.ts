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
      /** Given: the row is one of a group and says whether it is the chosen one. */
      checked?: boolean;
      onSelect: () => void;
    }
  | { kind: "label"; label: string }
  | { kind: "separator" };
