import { useState } from "react";
import { LateTrigger } from "./LateTrigger.tsx";
import { LoadFailedAbove } from "./LoadFailed.tsx";
import { lateModule } from "./lateModule.ts";
import type { MenuProps } from "./OpenMenu.tsx";

const late = lateModule(() => import("./OpenMenu.tsx").then(({ OpenMenu }) => OpenMenu));

/** A button with a menu. The menu's code is loaded when it is first opened. */
export function Menu(props: MenuProps) {
  const [pressed, setPressed] = useState<"key" | "pointer">();
  const loading = late.useLoading();
  if (pressed && loading.phase === "ready") return <loading.module {...props} byKeyboard={pressed === "key"} />;
  const onPress = (byKeyboard: boolean) => {
    setPressed(byKeyboard ? "key" : "pointer");
    void late.load();
    props.onOpenChange?.(true);
  };
  return (
    <>
      <LateTrigger trigger={props.trigger} kind="menu" onNear={() => void late.load()} onPress={onPress} />
      {pressed && loading.phase === "failed" && <LoadFailedAbove onClose={() => setPressed(undefined)} />}
    </>
  );
}
