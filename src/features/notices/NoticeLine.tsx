import { useState } from "react";
import { useNotices } from "../../state/page/notices.ts";
import { lateOr } from "../../ui/late.tsx";

const NoticeList = lateOr(
  () => import("./NoticeList.tsx").then((it) => it.NoticeList),
  () => <PlainNotice />,
);

/** The newest notification, one line in the status bar: it covers neither the log nor what failed. */
export function NoticeLine() {
  const hasAny = useNotices((state) => state.notices.length > 0);
  const [hadAny, setHadAny] = useState(hasAny);
  if (hasAny && !hadAny) setHadAny(true);
  return hadAny ? <NoticeList /> : null;
}

/** Without a connection the list may not arrive, and the notice is likely to be about that. */
function PlainNotice() {
  const text = useNotices(({ notices }) => notices.at(-1)?.text);
  return <span role="alert">{text}</span>;
}
