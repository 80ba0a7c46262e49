import { Input } from 'antd';
import { lazy, Suspense } from 'react';
import type { DayControlProps, DayRangeProps } from './day-props.ts';
import { inputAttributes } from './FieldFrame.tsx';

const DayPicker = lazy(async () => ({ default: (await import('./pickers.tsx')).DayPicker }));
const DayRangePicker = lazy(async () => ({ default: (await import('./pickers.tsx')).DayRangePicker }));

/** A day, typed or chosen; the calendar's code comes when the first one is shown. */
export const DayControl = (props: DayControlProps) => (
  <Suspense fallback={<Input {...inputAttributes(props)} value={props.value} readOnly />}>
    <DayPicker {...props} />
  </Suspense>
);

/** From a day to a day, both included; either may be open. */
export const DayRange = (props: DayRangeProps) => (
  <Suspense fallback={<Input aria-label={props.label} value={[props.from, props.to].filter(Boolean).join(' 至 ')} readOnly />}>
    <DayRangePicker {...props} />
  </Suspense>
);
