import { type ComponentType, useEffect } from "react";
import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { lateModule } from "./lateModule.ts";

/** A component that is loaded when it is first drawn. Nothing stands in its place until then: it must not make the page jump. */
export function late<Props extends object>(get: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const part = lateModule(get);
  return function Late(props: Props) {
    const loading = part.useLoading();
    useEffect(() => void part.load(), []);
    if (loading.phase === "ready") return <loading.module {...props} />;
    return loading.phase === "failed" ? <Failed onRetry={() => void part.load()} /> : null;
  };
}

function Failed({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        title="This part of the page could not be loaded"
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        The server is not responding, or was updated since. If trying again does not help, reload the page.
      </EmptyState>
    </div>
  );
}
