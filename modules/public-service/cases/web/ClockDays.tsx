import type { CaseDetail } from '../contract.ts';

type Day = NonNullable<CaseDetail['clockExplained']>['days'][number];

/** The clock day by day: which days count, which do not, and why. */
export const ClockDays = ({ days }: { days: readonly Day[] }) => (
  <table className="plain-table">
    <caption className="sr-only">逐日计时</caption>
    <thead>
      <tr>
        <th scope="col">日期</th>
        <th scope="col">计入</th>
        <th scope="col">说明</th>
        <th scope="col">事项</th>
      </tr>
    </thead>
    <tbody>
      {days.map((day) => (
        <tr key={day.date}>
          <th scope="row" className="figures">
            {day.date}
          </th>
          <td className="figures">{day.counted}</td>
          <td>{day.why}</td>
          <td>{day.events.join('；')}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
