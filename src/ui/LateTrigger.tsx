import { cloneElement, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactElement } from "react";

/** What a button that opens something must take. */
interface TriggerProps {
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
  disabled?: boolean;
  onClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  onPointerEnter?: (event: PointerEvent<HTMLButtonElement>) => void;
}

export type TriggerElement = ReactElement<TriggerProps>;

interface LateTriggerProps {
  /** One button. */
  trigger: TriggerElement;
  kind: "menu" | "dialog";
  /** The pointer is on it: it may be pressed soon. */
  onNear: () => void;
  onPress: (byKeyboard: boolean) => void;
}

/** The button of a menu or panel whose code is not loaded yet. */
export function LateTrigger({ trigger, kind, onNear, onPress }: LateTriggerProps) {
  return cloneElement(trigger, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    // A click by key has no count.
    onClick: ({ detail }) => onPress(detail === 0),
    onKeyDown: (event) => {
      if (kind !== "menu" || event.key !== "ArrowDown" || trigger.props.disabled) return;
      event.preventDefault();
      onPress(true);
    },
    onPointerEnter: (event) => {
      onNear();
      trigger.props.onPointerEnter?.(event);
    },
  });
}
