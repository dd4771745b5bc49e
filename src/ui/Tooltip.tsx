import {
  cloneElement,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useState,
} from "react";
import { lateModule } from "./lateModule.ts";
import type { TooltipSide } from "./TooltipBubble.tsx";

interface TooltipProps {
  text: ReactNode;
  side?: TooltipSide;
  /** One element that takes pointer and focus handlers. */
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

const late = lateModule(() => import("./TooltipBubble.tsx").then(({ TooltipBubble }) => TooltipBubble));

/** Milliseconds until the pointer has stayed. */
const DELAY = 500;

/** Describes something that already has a name; never the only place for a piece of information. Its code is loaded when one is shown. */
export function Tooltip({ text, side = "bottom", children }: TooltipProps) {
  const id = useId();
  const [near, setNear] = useState<{ readonly element: Element; readonly delay: number }>();
  const [at, setAt] = useState<DOMRect>();
  const loading = late.useLoading();
  const hide = useCallback(() => {
    setNear(undefined);
    setAt(undefined);
  }, []);
  useEffect(() => {
    if (!near) return;
    void late.load();
    const timer = setTimeout(() => near.element.isConnected && setAt(near.element.getBoundingClientRect()), near.delay);
    const onKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && hide();
    addEventListener("keydown", onKeyDown);
    return () => {
      clearTimeout(timer);
      removeEventListener("keydown", onKeyDown);
    };
  }, [near, hide]);
  const { props } = children;
  const shown = at && loading.phase === "ready";
  return (
    <>
      {cloneElement(children, {
        "aria-describedby": shown ? id : props["aria-describedby"],
        onPointerEnter: both(props.onPointerEnter, ({ currentTarget }) =>
          setNear({ element: currentTarget, delay: DELAY }),
        ),
        onPointerLeave: both(props.onPointerLeave, hide),
        onPointerDown: both(props.onPointerDown, hide),
        onFocus: both(props.onFocus, ({ currentTarget, relatedTarget }) => {
          // A panel that closed gave the focus back, or the window has it again: nobody went here.
          if (relatedTarget === null) return;
          if (currentTarget.matches(":focus-visible")) setNear({ element: currentTarget, delay: 0 });
        }),
        onBlur: both(props.onBlur, hide),
      })}
      {shown && <loading.module id={id} at={at} side={side} text={text} />}
    </>
  );
}

function both<Event>(own: ((event: Event) => void) | undefined, ours: (event: Event) => void) {
  return (event: Event) => {
    own?.(event);
    ours(event);
  };
}
