import { formatClock } from "../../lib/formatClock.ts";
import { formatDuration } from "../../lib/formatDuration.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import styles from "./BuildTrend.module.css";
import { messages } from "./messages.ts";
import { linePath, type TrendPoint, trendOf } from "./trend.ts";

const WIDTH = 100;
const HEIGHT = 22;

/** Size and time of the last builds, as two small lines; the numbers are a table for who can't see them. */
export function BuildTrend() {
  const points = trendOf(useBuildList((state) => state.builds));
  if (points.length < 2) return null;
  return (
    <div className={styles.trend}>
      <Line what={messages.size} values={points.map(({ size }) => size)} format={formatSize} />
      <Line what={messages.time} values={points.map(({ duration }) => duration)} format={formatDuration} />
      <Numbers points={points} />
    </div>
  );
}

interface LineProps {
  what: string;
  values: readonly number[];
  format: (value: number) => string;
}

function Line({ what, values, format }: LineProps) {
  const [first, last, most] = [values[0] ?? 0, values.at(-1) ?? 0, Math.max(...values)];
  const words = messages.trendOf(what, values.length, format(first), format(last), format(most));
  return (
    <figure className={styles.line} title={words}>
      <figcaption>{what}</figcaption>
      <svg role="img" aria-label={words} width={WIDTH} height={HEIGHT + 4} viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`}>
        <path d={linePath(values, WIDTH, HEIGHT)} />
        <circle cx={WIDTH} cy={HEIGHT - (last / Math.max(1, most)) * HEIGHT} r="2" />
      </svg>
      <span className={styles.last}>{format(last)}</span>
    </figure>
  );
}

function Numbers({ points }: { points: readonly TrendPoint[] }) {
  const now = Date.now();
  return (
    <table className="visually-hidden">
      <caption>{messages.trend}</caption>
      <thead>
        <tr>
          <th scope="col">{messages.when}</th>
          <th scope="col">{messages.size}</th>
          <th scope="col">{messages.time}</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ id, createdAt, size, duration }) => (
          <tr key={id}>
            <th scope="row">{formatClock(createdAt, now)}</th>
            <td>{formatSize(size)}</td>
            <td>{formatDuration(duration)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
