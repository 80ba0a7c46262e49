import { App, Button } from 'antd';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { auditEndpoints, findingLabels, verificationStateLabels, type Verification, type VerificationState } from '../contract.ts';

const tones: Readonly<Record<VerificationState, Tone>> = { running: 'progress', intact: 'good', broken: 'bad' };

/** Proofs that nobody has changed the audit trail. */
export function VerificationList() {
  const { modal } = App.useApp();
  const verify = useAction(auditEndpoints.verify, { invalidates: [auditEndpoints.verifications], success: '已开始核验，完成后刷新可见结果' });
  const showFindings = (verification: Verification): void =>
    void modal.error({ title: `发现 ${verification.findingCount} 处问题`, width: 720, okText: '关闭', content: <Findings verification={verification} /> });
  return (
    <ListPage
      title="审计链核验"
      endpoint={auditEndpoints.verifications}
      empty={{ text: '每天 04:20 自动核验一次，也可以立即核验。' }}
      actions={
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate({})}>
          立即核验
        </Button>
      }
      renderRowActions={(row) =>
        row.findingCount > 0 && (
          <Button size="small" type="link" onClick={() => showFindings(row)}>
            看问题
          </Button>
        )
      }
      columns={[
        { key: 'requestedAt', title: '发起时间', width: 150, text: ({ requestedAt }) => whenText(requestedAt), render: ({ requestedAt }) => <When at={requestedAt} /> },
        { key: 'requestedBy', title: '发起人', width: 120 },
        { key: 'state', title: '结果', width: 104, text: ({ state }) => verificationStateLabels[state], render: ({ state }) => <StatusTag tone={tones[state]}>{verificationStateLabels[state]}</StatusTag> },
        { key: 'links', title: '记录数', figures: true, width: 112, text: ({ links }) => links.toLocaleString('zh-CN') },
        { key: 'findingCount', title: '问题数', figures: true, width: 88 },
        { key: 'pending', title: '未入链', figures: true, width: 88, hidden: true },
        { key: 'head', title: '链首摘要（SM3）', text: ({ head }) => head ?? '', render: ({ head }) => <span style={{ overflowWrap: 'anywhere' }}>{head ?? '—'}</span> },
        { key: 'finishedAt', title: '完成时间', width: 150, text: ({ finishedAt }) => whenText(finishedAt), render: ({ finishedAt }) => <When at={finishedAt} /> },
      ]}
    >
      <p className="soft" style={{ margin: '0 0 8px' }}>每条审计记录的摘要都含前一条的摘要，改动、删除、插入都会被发现。把链首摘要抄录在系统之外，可以证明此前的全部记录。</p>
    </ListPage>
  );
}

function Findings({ verification: { findings, findingCount } }: { verification: Verification }) {
  return (
    <>
      <DataTable
        label="问题"
        tight
        rows={findings.map((finding, at) => ({ ...finding, at }))}
        rowId={({ at }) => String(at)}
        columns={[
          { key: 'kind', title: '问题', width: 180, text: ({ kind }) => findingLabels[kind] },
          { key: 'seq', title: '链上序号', figures: true, width: 100 },
          { key: 'entryId', title: '记录编号' },
        ]}
      />
      {findingCount > findings.length && <p className="soft">只列出前 {findings.length} 处</p>}
    </>
  );
}
