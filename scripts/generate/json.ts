const widest = 140;

/** JSON in which whatever fits on a line stands on one: a third of the usual size, and a change is a line of a diff. */
export function renderJson(value: unknown, indent = ''): string {
  const inOne = JSON.stringify(value) ?? 'null';
  if (typeof value !== 'object' || value === null || indent.length + inOne.length <= widest) return inOne;
  const deeper = `${indent}  `;
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((each: unknown) => renderJson(each, deeper))]
    : ['{', '}', Object.entries(value).filter(([, each]) => each !== undefined).map(([key, each]) => `${JSON.stringify(key)}: ${renderJson(each, deeper)}`)];
  return `${open}\n${parts.map((part) => `${deeper}${part}`).join(',\n')}\n${indent}${close}`;
}
