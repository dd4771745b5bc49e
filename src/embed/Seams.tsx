import { planSeams } from "../features/seams/planSeams.ts";
import seams from "../features/seams/SeamsColumn.module.css";
import { rockOf } from "../lib/rock.ts";
import type { Link } from "../state/selection/selectionLinks.ts";
import { type EmbedStack, LINE, TOP } from "./planStack.ts";

const WIDTH = 48;

interface SeamsProps {
  plan: EmbedStack;
  links: readonly Link[];
  lit: string | undefined;
}

/** From each instruction's lines to its slab. Nothing scrolls on its own here, so places follow from the plan. */
export function Seams({ plan, links, lit }: SeamsProps) {
  const last = links.reduce((most, { lines }) => Math.max(most, lines?.end ?? 0), 0);
  const bottom = TOP + Math.max(plan.height, (last + 1) * LINE);
  const places = plan.rows.map(({ row, top, height }) => ({
    key: row.key,
    link: row.link,
    rock: row.kind === "slab" ? rockOf(row) : undefined,
    top: TOP + top,
    bottom: TOP + top + height,
  }));
  const drawn = planSeams({
    links,
    slabs: { top: 0, bottom, places },
    editor: {
      view: { top: 0, bottom },
      lineTop: (line) => TOP + line * LINE,
      lineBottom: (line) => TOP + (line + 1) * LINE,
    },
    origin: 0,
    width: WIDTH,
    isStrong: (link) => link === lit,
  });
  return (
    <svg className={seams.seams} style={{ width: WIDTH, height: bottom }} aria-hidden="true">
      {drawn.map(({ link, path, rock, strong }) => (
        <path
          key={link}
          d={path}
          data-kind={rock === undefined ? "thread" : "ribbon"}
          data-rock={rock ?? ""}
          data-strong={strong}
        />
      ))}
    </svg>
  );
}
