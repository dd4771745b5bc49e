export function Foot(_props: { phone: boolean }) {
  return null;
}
