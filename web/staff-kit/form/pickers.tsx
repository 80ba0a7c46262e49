import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { DayControlProps, DayRangeProps } from './day-props.ts';
import { inputAttributes } from './FieldFrame.tsx';

dayjs.locale('zh-cn');

const dayFormat = 'YYYY-MM-DD';
const timeFormat = 'YYYY-MM-DD HH:mm';

const read = (text: string): Dayjs | null => {
  const day = text ? dayjs(text) : null;
  return day?.isValid() ? day : null;
};

/** The calendar behind `DayControl`; in a file of its own, since it is large. */
export function DayPicker({ value, change, withTime = false, ...described }: DayControlProps) {
  const format = withTime ? timeFormat : dayFormat;
  return (
    <DatePicker
      {...inputAttributes(described)}
      value={read(value)}
      format={format}
      showTime={withTime ? { format: 'HH:mm' } : false}
      placeholder={withTime ? '年-月-日 时:分' : '年-月-日'}
      onChange={(day) => change(day ? day.format(format) : null)}
      style={{ width: '100%' }}
    />
  );
}

/** The calendar behind `DayRange`. */
export const DayRangePicker = ({ label, from, to, change }: DayRangeProps) => (
  <DatePicker.RangePicker
    aria-label={label}
    value={[read(from), read(to)]}
    allowEmpty={[true, true]}
    format={dayFormat}
    placeholder={[`${label}起`, '止']}
    onChange={(days) => change(days?.[0]?.format(dayFormat) ?? '', days?.[1]?.format(dayFormat) ?? '')}
  />
);
