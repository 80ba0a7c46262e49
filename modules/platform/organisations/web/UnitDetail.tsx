import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { PageLink, useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { organisationEndpoints, unitKindLabels, type Unit } from '../contract.ts';
import { UnitStatusTag } from './UnitStatusTag.tsx';

/** One unit and the units below it. */
export function UnitDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={organisationEndpoints.get}
      input={{ id }}
      title={(unit) => unit.name}
      renderStatus={(unit) => <UnitStatusTag status={unit.status} />}
      renderSubtitle={(unit) => `编号 ${unit.id}`}
      renderActions={(unit) => <Actions unit={unit} />}
    >
      {(unit) => (
        <>
          <Section title="基本信息">
            <Fields
              of={[
                { label: '全称', value: unit.name },
                { label: '简称', value: unit.shortName },
                { label: '类别', value: unitKindLabels[unit.kind] },
                { label: '所在区划', value: `${unit.divisionName}（${unit.divisionCode}）` },
                { label: '上级单位', value: unit.parentId && <PageLink to={`/units/${unit.parentId}`}>{unit.parentName}</PageLink> },
                { label: '信用代码', value: unit.uscc },
                { label: '最近变更', value: <When at={unit.changedAt} /> },
              ]}
            />
          </Section>
          <UnitsBelow unit={unit} />
        </>
      )}
    </DetailPage>
  );
}

function Actions({ unit }: { unit: Unit }) {
  const go = useGo();
  const mayManage = useMay()('organisations.manage');
  const [closing, setClosing] = useState(false);
  const close = useAction(organisationEndpoints.close, {
    invalidates: [organisationEndpoints.get, organisationEndpoints.list],
    success: ({ name }) => `已撤销${name}`,
    showsFailure: true,
  });
  if (!mayManage || unit.status === 'closed') return null;
  return (
    <>
      <Button onClick={() => go(`/units/new?parentId=${unit.id}`)}>下设科室</Button>
      <Button onClick={() => go(`/units/${unit.id}/rename`)}>修改名称</Button>
      <Button danger onClick={() => setClosing(true)}>
        撤销单位
      </Button>
      <ReasonDialog
        open={closing}
        title={`撤销“${unit.name}”`}
        losses={['不能再在其下设科室、建账号，也不能再受理办件', '不能改回在用；原有记录保留，可以查询']}
        confirm="撤销单位"
        danger
        onConfirm={(reason) => close.mutateAsync({ id: unit.id, reason })}
        onClose={() => setClosing(false)}
      />
    </>
  );
}

const shownBelow = 50;

function UnitsBelow({ unit }: { unit: Unit }) {
  const { data, error, refetch } = useEndpoint(organisationEndpoints.list, { below: unit.id, size: shownBelow });
  const rows = data?.rows.filter(({ id }) => id !== unit.id);
  return (
    <Section title="下设单位" actions={<PageLink to={`/units?below=${unit.id}`}>在列表中查看</PageLink>}>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      {rows?.length === 0 && <p className="soft">没有下设单位</p>}
      {rows && rows.length > 0 && (
        <DataTable
          label="下设单位"
          tight
          rows={rows}
          rowId={({ id }) => id}
          rowLink={({ id }) => `/units/${id}`}
          columns={[
            { key: 'name', title: '全称' },
            { key: 'shortName', title: '简称' },
            { key: 'parentName', title: '上级单位' },
            { key: 'status', title: '状态', render: ({ status }) => <UnitStatusTag status={status} />, width: 88 },
          ]}
        />
      )}
    </Section>
  );
}
