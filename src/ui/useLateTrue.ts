import { useEffect, useState } from "react";

/** True once `flag` has been true for `delay` milliseconds without a break; false as soon as it is false. */
export function useLateTrue(flag: boolean, delay: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!flag) return undefined;
    const timer = setTimeout(() => setLate(true), delay);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [flag, delay]);
  return flag && late;
}
