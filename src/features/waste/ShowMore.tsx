import { formatSize } from "../../lib/formatSize.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";

interface ShowMoreProps {
  items: readonly { readonly bytes: number }[];
  onShow: () => void;
}

/** The rest of a list, as a button; nothing if there is none. */
export function ShowMore({ items, onShow }: ShowMoreProps) {
  if (items.length === 0) return null;
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  return (
    <li>
      <Button variant="quiet" onClick={onShow}>
        {messages.more(items.length, formatSize(bytes))}
      </Button>
    </li>
  );
}
