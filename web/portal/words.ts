import { formatDate, formatInstant, formatInstantFull } from '../../kernel/dates.ts';

/** `2026-10-09` as 2026 年 10 月 9 日; other text as it is. */
export const day = (date: string): string => (/^\d{4}-\d\d-\d\d$/.test(date) ? formatDate(date) : date);

/** An ISO instant as people say it now: 今天 14:20. */
export const moment = (iso: string): string => formatInstant(new Date(iso), new Date());

/** An ISO instant in full. */
export const fullMoment = (iso: string): string => formatInstantFull(new Date(iso));
