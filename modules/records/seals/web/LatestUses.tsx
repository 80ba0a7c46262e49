import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { sealEndpoints } from '../contract.ts';
import { sealUseColumns } from './seal-use-columns.tsx';

/** What a seal was last used for, and the way to the rest. */
export function LatestUses({ sealId }: { sealId: string }) {
  const { data, error, refetch } = useEndpoint(sealEndpoints.uses, { sealId, size: 10 });
  return (
    <Section title="最近用印" actions={<PageLink to={`/seal-uses?sealId=${sealId}`}>全部记录</PageLink>}>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      {data?.rows.length === 0 && <p className="soft">还没有用过</p>}
      {data && data.rows.length > 0 && <DataTable label="最近用印" tight rows={data.rows} rowId={({ id }) => id} columns={sealUseColumns.filter(({ key }) => key !== 'sealName' && key !== 'unitName' && !key.startsWith('sm3'))} />}
    </Section>
  );
}
