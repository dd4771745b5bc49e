import { type RefCallback, useCallback, useState } from "react";

interface PanelPixels {
  readonly own: number;
  /** Of what is around it. */
  readonly around: number;
}

/** The width or height of a panel and of its parent, tracked; 0 before it is on the page. */
export function usePanelPixels(axis: "width" | "height"): [RefCallback<HTMLElement>, PanelPixels] {
  const [pixels, setPixels] = useState<PanelPixels>({ own: 0, around: 0 });
  const ref = useCallback<RefCallback<HTMLElement>>(
    (element) => {
      const parent = element?.parentElement;
      if (!element || !parent) return;
      const measure = () => {
        const own = Math.round(element.getBoundingClientRect()[axis]);
        const around = Math.round(parent.getBoundingClientRect()[axis]);
        setPixels((known) => (known.own === own && known.around === around ? known : { own, around }));
      };
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      observer.observe(parent);
      return () => observer.disconnect();
    },
    [axis],
  );
  return [ref, pixels];
}
