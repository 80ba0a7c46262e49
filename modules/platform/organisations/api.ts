export { getUnit, listDivisions, pathOf, unitsBelow, unitsOfDivision } from './queries.ts';
