import { classPage } from "#contract/pagePaths.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { useTeach } from "../../state/class/teach.ts";
import { messages } from "./messages.ts";
import styles from "./TeachDialog.module.css";

/** The way back to rooms that are open, or ended and still kept. */
export function RoomList() {
  const rooms = useTeach((store) => store.rooms);
  if (rooms.length === 0) return null;
  return (
    <section className={styles.rooms}>
      <h3 className={styles.legend}>{messages.rooms}</h3>
      <ul>
        {rooms.map(({ id, name, endsAt, endedAt }) => (
          <li key={id} className={styles.room}>
            <a href={classPage(id)}>{name}</a>
            <span>{endedAt === undefined ? messages.until(formatClock(endsAt, Date.now())) : messages.ended}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
