/** What a field may do to its form. */
export interface FieldActions {
  set(path: string, value: unknown): void;
  addRow(table: string): void;
  removeRow(table: string, index: number): void;
  /** Somebody has been here: from now on it may complain. */
  touch(path: string): void;
  /** Whether a complaint about this place may be shown yet. */
  shows(path: string): boolean;
}
