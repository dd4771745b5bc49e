import { useEffect, useState } from "react";

/** True once `flag` has been true for so many milliseconds without a break; false at once when it is not. */
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
