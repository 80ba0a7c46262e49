/** One fault of a drawing. Errors keep it from being published; warnings ask for a second look. */
export type Problem = {
  readonly severity: 'error' | 'warning';
  /** Stable, for tests and for linking to help. */
  readonly code: string;
  readonly element: string | null;
  readonly name: string | null;
  /** A whole sentence that names the place. */
  readonly text: string;
};

/** Something that can be named in a message: an element of the drawing or a node of the graph. */
export type Place = { readonly label: string; readonly id?: string | undefined; readonly name?: string | undefined };

/** Where the checks put what they find. */
export type Report = (place: Place, code: string, text: string, severity?: Problem['severity']) => void;

/** Collects problems, each sentence led by the place it speaks of. */
export function collectProblems(): { readonly problems: Problem[]; readonly report: Report } {
  const problems: Problem[] = [];
  const report: Report = (place, code, text, severity = 'error') => {
    problems.push({ severity, code, element: place.id ?? null, name: place.name ?? null, text: `${describePlace(place)}：${text}` });
  };
  return { problems, report };
}

function describePlace({ label, id, name }: Place): string {
  if (name) return `${label}“${name}”`;
  return id ? `${label}（编号 ${id}）` : label;
}
