import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";

interface ErrorBoundaryProps {
  /** The pane as a person calls it: "The editor". */
  name: string;
  children: ReactNode;
}

/** Around each pane: a crash leaves the other panes and the typed text alone. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    // biome-ignore lint/suspicious/noConsole: the only trace of our own bug in the browser
    console.error(`${this.props.name} failed`, error, info.componentStack);
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div role="alert">
        <EmptyState
          title={`${this.props.name} stopped working`}
          action={<Button onClick={() => this.setState({ error: undefined })}>Try again</Button>}
        >
          This is a bug in Strata. Your files are safe. {error.message}
        </EmptyState>
      </div>
    );
  }
}
