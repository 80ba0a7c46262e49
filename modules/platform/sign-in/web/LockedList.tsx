import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { Empty } from '../../../../web/staff-kit/states/Empty.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { signInEndpoints } from '../contract.ts';
import { EndSessionsButton, UnlockButton } from './access-buttons.tsx';

/** Locks open by themselves after a quarter of an hour: the list must not grow old. */
const everyHalfMinute = 30_000;

/** Officers locked out after wrong passwords. */
export function LockedList() {
  const may = useMay();
  const { data, error, refetch } = useEndpoint(signInEndpoints.locked, {}, { every: everyHalfMinute });
  return (
    <>
      <header className="page-head">
        <div>
          <h1 id="page-heading">锁定与下线</h1>
          <p className="soft page-subtitle">连续 5 次输错口令的账号锁定 15 分钟，到时自动解除。请先核实是本人，再提前解锁。</p>
        </div>
      </header>
      <div className="section">
        {error && <Failure error={error} retry={() => void refetch()} />}
        {!data && !error && <Skeleton />}
        {data?.rows.length === 0 && !error && (
          <Empty title="没有被锁定的账号" action={may('users.read') && <PageLink to="/users">到工作人员中查找要下线的人</PageLink>}>
            需要让某位工作人员下线时，在其账号页“登录”中操作。
          </Empty>
        )}
        {data && data.rows.length > 0 && !error && (
          <DataTable
            label="锁定的账号"
            rows={data.rows}
            rowId={({ userId }) => userId}
            rowLink={may('users.read') ? ({ userId }) => `/users/${userId}` : undefined}
            columns={[
              { key: 'name', title: '姓名' },
              { key: 'username', title: '登录名' },
              { key: 'lockedUntil', title: '自动解除时间', render: ({ lockedUntil }) => <When at={lockedUntil} /> },
            ]}
            renderRowActions={(row) => (
              <>
                <UnlockButton userId={row.userId} name={row.name} small /> <EndSessionsButton userId={row.userId} name={row.name} small />
              </>
            )}
          />
        )}
      </div>
    </>
  );
}
