import type { Described } from './FieldFrame.tsx';

export interface DayControlProps extends Described {
  /** `YYYY-MM-DD`, with ` hh:mm` behind it when the time counts; empty when none is chosen. */
  readonly value: string;
  readonly change: (value: string | null) => void;
  readonly withTime?: boolean;
}

export interface DayRangeProps {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly change: (from: string, to: string) => void;
}
