import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";

/** A worker for Monaco. If loading fails, Monaco would throw the bare event, which can't be caught or read. */
export function editorWorker(): Worker {
  const worker = new EditorWorker();
  worker.addEventListener("error", (event: Event) => {
    if (!(event instanceof ErrorEvent)) event.stopImmediatePropagation();
  });
  return worker;
}
