/** Prints numbered steps of a start with their duration. */
export interface Progress {
  /** Runs one step; `tell` shows what it is at; a returned string replaces the word 完成. */
  step<T>(title: string, work: (tell: (note: string) => void) => Promise<T> | T): Promise<T>;
}

/** @param done steps that another process has already printed */
export function createProgress(total: number, done?: number, out?: { write(text: string): unknown; isTTY?: boolean }): Progress;
