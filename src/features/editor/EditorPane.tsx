export function EditorPane() {
  return null;
}
