import { Toast } from "radix-ui";
import { dismissNotice, useNotices } from "../../state/page/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { messages } from "./messages.ts";
import styles from "./NoticeList.module.css";

const DURATION_MS = 8000;

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
          <Toast.Description className={styles.text}>{text}</Toast.Description>
          {action && (
            <Toast.Action asChild altText={action.label} onClick={action.run}>
              <Button variant="quiet" className={styles.action}>
                {action.label}
              </Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <IconButton label={messages.dismiss} icon="close" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className={styles.list} label={messages.list} />
    </Toast.Provider>
  );
}
