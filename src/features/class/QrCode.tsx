import { encodeQR } from "qr";
import { useMemo } from "react";

/** Light modules around the symbol that readers need. */
const QUIET = 4;

/** A QR code, dark on light in every theme. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string | undefined }) {
  const { path, size } = useMemo(() => drawn(encodeQR(text, "raw", { ecc: "medium", border: QUIET })), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function drawn(modules: readonly (readonly boolean[])[]): { path: string; size: number } {
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { path, size: modules.length };
}
