export function TopBar(_props: { compact: boolean; phone: boolean }) {
  return null;
}
