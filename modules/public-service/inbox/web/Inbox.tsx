import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { endpointKey, useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { useUrl } from '../../../../web/staff-kit/data/useUrl.ts';
import type { Column } from '../../../../web/staff-kit/list/columns.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { levelLabels } from '../../../platform/clocks/contract.ts';
import { processEndpoints } from '../../../platform/processes/contract.ts';
import { actionLabels, caseStatusLabels } from '../../cases/contract.ts';
import { inboxEndpoints, inboxTabLabels, type InboxCounts, type InboxRow, type InboxTab } from '../contract.ts';
import { clockText, InboxClock } from './InboxClock.tsx';
import { InboxTabs } from './InboxTabs.tsx';
import { conditionsOf, workAddress } from './working.ts';

const fresh = [inboxEndpoints.list, inboxEndpoints.counts];
const isTab = (text: string | undefined): text is InboxTab => text !== undefined && text in inboxTabLabels;

/** The officer's desk: what waits for her, what falls due first in front. */
export function Inbox() {
  const { values } = useUrl();
  const tab = isTab(values['tab']) ? values['tab'] : 'todo';
  const queries = useQueryClient();
  // Whoever comes back from a case has changed the list.
  useEffect(() => void Promise.all(fresh.map((endpoint) => queries.invalidateQueries({ queryKey: [endpointKey(endpoint)] }))), [queries]);
  const { data: counts } = useEndpoint(inboxEndpoints.counts, {});
  const claim = useAction(processEndpoints.claim, { invalidates: fresh, success: '已领取' });
  const release = useAction(processEndpoints.release, { invalidates: fresh, success: '已放回，同岗位的人员可以领取' });
  const claimAll = async (rows: readonly InboxRow[], done: () => void): Promise<void> => {
    for (const row of rows) if (!row.mine) await claim.mutateAsync({ id: row.taskId });
    done();
  };

  return (
    <ListPage
      title="待办"
      endpoint={inboxEndpoints.list}
      fixed={{ tab }}
      rowId={({ taskId }) => taskId}
      rowLink={(row) => workAddress(row, conditionsOf(values))}
      filters={tab === 'done' ? doneFilters : openFilters(counts)}
      columns={tab === 'done' ? doneColumns : openColumns}
      empty={{ text: emptyTexts[tab] }}
      {...(tab === 'done'
        ? {}
        : {
            renderRowActions: (row: InboxRow) =>
              row.mine ? (
                <Button size="small" loading={release.isPending && release.variables?.id === row.taskId} onClick={() => release.mutate({ id: row.taskId })}>
                  放回
                </Button>
              ) : (
                <Button size="small" loading={claim.isPending && claim.variables?.id === row.taskId} onClick={() => claim.mutate({ id: row.taskId })}>
                  领取
                </Button>
              ),
          })}
      {...(tab === 'todo'
        ? {
            renderBatch: (rows: InboxRow[], done: () => void) => (
              <Button type="primary" loading={claim.isPending} disabled={rows.every(({ mine }) => mine)} onClick={() => void claimAll(rows, done).catch(() => undefined)}>
                领取所选
              </Button>
            ),
          }
        : {})}
    >
      <InboxTabs tab={tab} counts={counts} />
    </ListPage>
  );
}

const emptyTexts: Readonly<Record<InboxTab, string>> = {
  todo: '现在没有等您办理的任务；新任务到达时会出现在这里。',
  claimed: '您还没有领取任务。在“待办”中领取后，同岗位的人员就不会再办同一件。',
  done: '您办过的任务会出现在这里。',
};

const textFilter = { kind: 'text', name: 'text', label: '编号、事项或单位申请人' } as const;
const daysFilter = { kind: 'days', name: 'from', until: 'to', label: '申请日期' } as const;
const doneFilters = [textFilter, daysFilter];

const openFilters = (counts: InboxCounts | undefined) => {
  const choices = (rows: InboxCounts['steps'] = []) => rows.map(({ value, label, count }) => ({ value, label: `${label}（${count}）` }));
  return [
    textFilter,
    { kind: 'choice', name: 'step', label: '环节', options: choices(counts?.steps) },
    { kind: 'choice', name: 'itemId', label: '事项', options: choices(counts?.items), width: 160 },
    { kind: 'choice', name: 'level', label: '时限', options: Object.entries(levelLabels).map(([value, label]) => ({ value, label })) },
    daysFilter,
  ] as const;
};

const caseColumns: readonly Column<InboxRow>[] = [
  { key: 'number', title: '办件编号', width: 148, text: ({ number }) => number, render: ({ number }) => <span className="figures">{number.slice(-14)}</span> },
  { key: 'itemName', title: '事项', width: 220 },
  { key: 'applicant', title: '申请人', width: 160 },
  { key: 'step', title: '环节', width: 120 },
];

const caseDetails: readonly Column<InboxRow>[] = [
  { key: 'caseStatus', title: '办件状态', text: ({ caseStatus }) => caseStatusLabels[caseStatus], width: 96 },
  { key: 'unitName', title: '受理单位', hidden: true },
  { key: 'submittedAt', title: '申请时间', sort: 'submittedAt', text: ({ submittedAt }) => whenText(submittedAt), render: ({ submittedAt }) => <When at={submittedAt} />, width: 128, hidden: true },
];

const openColumns: readonly Column<InboxRow>[] = [
  ...caseColumns,
  { key: 'clock', title: '时限', sort: 'due', text: clockText, render: (row) => <InboxClock {...row} />, width: 168 },
  { key: 'openedAt', title: '到达', sort: 'openedAt', text: ({ openedAt }) => whenText(openedAt), render: ({ openedAt }) => <When at={openedAt} />, width: 120 },
  ...caseDetails,
];

const doneColumns: readonly Column<InboxRow>[] = [
  ...caseColumns,
  { key: 'action', title: '办理', text: ({ action }) => (action === null ? '' : ((actionLabels as Readonly<Record<string, string>>)[action] ?? action)), width: 104 },
  { key: 'doneAt', title: '办理时间', sort: 'doneAt', text: ({ doneAt }) => whenText(doneAt), render: ({ doneAt }) => <When at={doneAt} />, width: 128 },
  ...caseDetails,
];
