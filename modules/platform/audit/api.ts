export { moduleTitles, titleOfAction } from './titles.ts';
