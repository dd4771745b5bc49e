import { useState } from "react";
import { useNotices } from "../../state/page/notices.ts";
import { late } from "../../ui/late.tsx";

const NoticeList = late(() => import("./NoticeList.tsx").then((it) => it.NoticeList));

/** The newest notification, one line in the status bar: it covers neither the log nor what failed. */
export function NoticeLine() {
  const hasAny = useNotices((state) => state.notices.length > 0);
  const [hadAny, setHadAny] = useState(hasAny);
  if (hasAny && !hadAny) setHadAny(true);
  return hadAny ? <NoticeList /> : null;
}
