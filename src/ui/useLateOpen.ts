import { useEffect, useState } from "react";
import type { LateModule } from "./lateModule.ts";

/**
 * Loads what opens when it is to open. `module`: to be drawn from then on, also closed, so that it can end as it likes;
 * `hasFailed` while it is to be open and did not arrive.
 */
export function useLateOpen<Module>(
  late: LateModule<Module>,
  open: boolean,
): { readonly module: Module | undefined; readonly hasFailed: boolean } {
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  const loading = late.useLoading();
  useEffect(() => {
    if (open) void late.load();
  }, [late, open]);
  return {
    module: wasOpen && loading.phase === "ready" ? loading.module : undefined,
    hasFailed: open && loading.phase === "failed",
  };
}
