import { archiveOf, shownStack, useImage } from "../../state/image/image.ts";
import { downloadsOf } from "../../state/imageFile/downloads.ts";
import { firstShown, useFileVersions } from "../../state/imageFile/fileVersions.ts";
import type { ImageFilePlace } from "../../state/imageFile/openedFile.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { messages } from "./messages.ts";

/** What can be kept of a file and of what is around it. */
export function FileDownloads({ place }: { place: ImageFilePlace }) {
  const { image, path } = place;
  const versions = useFileVersions(image, path);
  const stack = useImage(shownStack);
  const top = Math.max(0, ...(stack?.rows ?? []).flatMap(({ layer }) => (layer ? [layer.index] : [])));
  const shown = versions?.phase === "ready" ? firstShown(versions.value.versions, place.layer) : undefined;
  const layer = place.layer ?? shown?.layer ?? top;
  const { file, folder, ofLayer, json, csv } = downloadsOf(image, { path, layer });
  const item = (label: string, url: string) => ({ kind: "item", label, onSelect: () => download(url) }) as const;
  const { downloads } = messages;
  return (
    <Menu
      align="end"
      trigger={<IconButton label={messages.download} icon="download" />}
      items={[
        item(downloads.file, file),
        item(downloads.folder, folder),
        item(downloads.layer(layer + 1), ofLayer),
        item(downloads.image, archiveOf(image)),
        { kind: "separator" },
        item(downloads.json, json),
        item(downloads.csv, csv),
      ]}
    />
  );
}

/** As if a link was followed: the server says that it is to be stored. */
function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
