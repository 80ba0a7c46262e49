/** Types have several spellings in DMN files: FEEL's own, dmn-js's, and those of older tools. */
const spellings: Record<string, string> = {
  Any: 'any',
  any: 'any',
  string: 'string',
  boolean: 'boolean',
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  'date and time': 'date and time',
  dayTimeDuration: 'days and time duration',
  'days and time duration': 'days and time duration',
  yearMonthDuration: 'years and months duration',
  'years and months duration': 'years and months duration',
};

/** The type that a file's reference names; a name that is not simple stays as it is. */
export function readType(reference: string | undefined): string {
  if (reference === undefined || reference === '') return 'any';
  const name = reference.replace(/^feel:/, '');
  return spellings[name] ?? name;
}

const written: Record<string, string> = {
  any: 'Any',
  'date and time': 'dateTime',
  'days and time duration': 'dayTimeDuration',
  'years and months duration': 'yearMonthDuration',
};

/** The spelling that dmn-js offers in its lists. */
export const writeType = (type: string): string => written[type] ?? type;
