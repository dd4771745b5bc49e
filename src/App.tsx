import styles from "./App.module.css";
import { PhoneLayout } from "./layouts/PhoneLayout.tsx";
import { pane } from "./layouts/panes.tsx";
import { WideLayout } from "./layouts/WideLayout.tsx";
import { useSearchShown } from "./state/imageFile/searchShown.ts";
import { useLessonShown } from "./state/lessons/lessonShown.ts";
import { useMediaQuery } from "./ui/useMediaQuery.ts";

/** Only places panes: the top bar, the layout that fits the screen, the status bar. */
export function App() {
  const phone = useMediaQuery("(width < 700px)");
  const drawer = useMediaQuery("(width <= 1024px)");
  const asksAboutLesson = useLessonShown(({ asked }) => asked !== undefined);
  const searchesImage = useSearchShown(({ open }) => open);
  return (
    <div className={styles.app}>
      <header className={styles.top}>
        {pane.skipLink()}
        {pane.topBar({ compact: drawer, phone })}
      </header>
      <div>{pane.banner()}</div>
      <main className={styles.main}>{phone ? <PhoneLayout /> : <WideLayout drawer={drawer} />}</main>
      <footer className={styles.foot}>{pane.foot({ phone })}</footer>
      {pane.keys()}
      {pane.images()}
      {pane.containerDialogs()}
      {pane.waste()}
      {pane.teach()}
      {searchesImage && pane.imageSearch()}
      {asksAboutLesson && pane.lessonDialog()}
      {pane.dropTarget()}
    </div>
  );
}
