import { type ComponentType, type ReactNode, useEffect } from "react";
import { LoadFailed, LoadFailedAbove } from "./LoadFailed.tsx";
import { lateModule } from "./lateModule.ts";

type Get<Props> = () => Promise<ComponentType<Props>>;

/** A component that is loaded when it is first drawn. Nothing stands in its place until then: it must not make the page jump. */
export function late<Props extends object>(get: Get<Props>): ComponentType<Props> {
  return lateOr(get, () => <LoadFailed />);
}

/** A dialog, and what closes it. */
export function lateAbove<Props extends object>(get: Get<Props>, close: (props: Props) => void): ComponentType<Props> {
  return lateOr(get, (props) => <LoadFailedAbove onClose={() => close(props)} />);
}

/** A mark, a button, or a line beside others. If it does not arrive, the panes say so. */
export function lateAside<Props extends object>(get: Get<Props>): ComponentType<Props> {
  return lateOr(get, () => null);
}

/** One with something else in its place if it does not arrive. */
export function lateOr<Props extends object>(
  get: Get<Props>,
  failed: (props: Props) => ReactNode,
): ComponentType<Props> {
  const part = lateModule(get);
  return function Late(props: Props) {
    const loading = part.useLoading();
    useEffect(() => void part.load(), []);
    if (loading.phase === "ready") return <loading.module {...props} />;
    return loading.phase === "failed" ? failed(props) : null;
  };
}
