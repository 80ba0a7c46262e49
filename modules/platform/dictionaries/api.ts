export { codeTables, divisionCodeTable, divisionPath, getDictionary, labelsOf } from './queries.ts';
