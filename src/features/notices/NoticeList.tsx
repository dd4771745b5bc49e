import { Toast } from "radix-ui";
import { dismissNotice, useNotices } from "../../state/page/notices.ts";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import styles from "./NoticeLine.module.css";

const DURATION_MS = 8000;

/** One line for each; they leave by themselves. */
export function NoticeList() {
  const notices = useNotices((state) => state.notices);
  return (
    <Toast.Provider duration={DURATION_MS} swipeDirection="down">
      {notices.map(({ id, text, tone, action }) => (
        <Toast.Root
          key={id}
          className={styles.notice}
          data-tone={tone}
          onOpenChange={(open) => !open && dismissNotice(id)}
        >
          <Toast.Description className={styles.text} title={text}>
            {text}
          </Toast.Description>
          {action && (
            <Toast.Action className={styles.action} altText={action.label} onClick={action.run}>
              {action.label}
            </Toast.Action>
          )}
          <Toast.Close className={styles.close} aria-label={messages.dismiss} title={messages.dismiss}>
            <Icon name="close" size={12} />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className={styles.list} label={messages.list} />
    </Toast.Provider>
  );
}
