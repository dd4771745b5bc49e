export function FilesPane() {
  return null;
}
