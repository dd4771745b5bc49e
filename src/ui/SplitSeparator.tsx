import { Separator } from "react-resizable-panels";
import styles from "./SplitPanes.module.css";

export function SplitSeparator({ label }: { label: string }) {
  return <Separator className={styles.separator ?? ""} aria-label={label} />;
}
