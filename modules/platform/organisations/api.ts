export { getUnit, listDivisions, unitsBelow, unitsOfDivision } from './queries.ts';
