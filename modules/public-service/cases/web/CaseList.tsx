import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { caseEndpoints, caseStatusLabels, caseTypeLabels } from '../contract.ts';
import { CaseClock, CaseStatusTag, statusText } from './words.tsx';

const choices = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** All cases the officer may see. */
export function CaseList() {
  return (
    <ListPage
      title="办件"
      endpoint={caseEndpoints.list}
      rowLink={({ id }) => `/cases/${id}`}
      empty={{ text: '群众提交申请后，办件会出现在这里。' }}
      filters={[
        { kind: 'text', name: 'text', label: '编号、申请人全名或事项' },
        { kind: 'choice', name: 'status', label: '状态', options: choices(caseStatusLabels) },
        { kind: 'choice', name: 'level', label: '时限', options: choices({ normal: '正常', warning: '预警', yellow: '黄牌', red: '红牌' }) },
        { kind: 'days', name: 'from', until: 'to', label: '申请日期' },
      ]}
      columns={[
        { key: 'number', title: '办件编号', width: 220, text: ({ number }) => number, render: ({ number }) => <span className="figures">{number.slice(-14)}</span> },
        { key: 'itemName', title: '事项', width: 220 },
        { key: 'applicant', title: '申请人' },
        { key: 'clock', title: '时限', text: ({ clock }) => clock?.text ?? '', render: (row) => <CaseClock clock={row.clock} />, width: 168 },
        { key: 'status', title: '状态', text: statusText, render: (row) => <CaseStatusTag {...row} />, width: 128 },
        { key: 'unitName', title: '受理单位' },
        { key: 'divisionName', title: '区划', width: 96 },
        { key: 'caseType', title: '类型', text: ({ caseType }) => caseTypeLabels[caseType], width: 80, hidden: true },
        { key: 'submittedAt', title: '申请时间', sort: 'submittedAt', text: ({ submittedAt }) => whenText(submittedAt), render: ({ submittedAt }) => <When at={submittedAt} />, width: 128 },
        { key: 'concludedAt', title: '办结时间', text: ({ concludedAt }) => (concludedAt ? whenText(concludedAt) : ''), hidden: true },
      ]}
    />
  );
}
