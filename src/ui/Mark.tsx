/** The mark of Strata: three layers of rock. The same drawing is public/favicon.svg. */
export function Mark() {
  return (
    <svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20">
      <path
        d="M0 3.500C3.500 1 6.500 1 10 3s6.500 2 10-.5v5C16.500 9.500 13.500 9 10 7.500S3.500 6 0 8z"
        fill="var(--rock-run)"
      />
      <path
        d="M0 8.500C3.500 6.500 6.500 6.500 10 8s6.500 1.500 10 0v5c-3.500 2-6.500 1.500-10 0s-6.500-1-10 .5z"
        fill="var(--rock-copy)"
      />
      <path d="M0 14c3.500-1.500 6.500-1.500 10 0s6.500 1.500 10 0v5H0z" fill="var(--rock-from)" />
    </svg>
  );
}
