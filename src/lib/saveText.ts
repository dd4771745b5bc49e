/** Gives the reader a text as a file. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun; the browser holds the content.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
