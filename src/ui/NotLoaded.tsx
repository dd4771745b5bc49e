/** In place of a page whose code did not arrive. It stands alone: nothing else may have been loaded. */
export function NotLoaded() {
  return (
    <main role="alert" style={{ padding: 32 }}>
      <h1 style={{ fontSize: 20, lineHeight: "28px" }}>The page could not be loaded</h1>
      <p>The server is not responding, or was updated since. Check your connection, then reload.</p>
      <p style={{ marginTop: 16 }}>
        <a href={location.href}>Reload</a>
      </p>
    </main>
  );
}
