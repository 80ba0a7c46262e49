import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { FieldFrame } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import { UploadControl, type KeptFile } from '../../../../web/staff-kit/form/UploadControl.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { sealEndpoints, type SealCheck } from '../contract.ts';

const changes: Readonly<Record<SealCheck['changedAfter'], string>> = { nothing: '没有', seals: '只加盖了其他印章', other: '有其他改动' };

/** Checks the seals on any PDF, ours or another's. */
export function SealInspect() {
  const [files, setFiles] = useState<KeptFile[]>([]);
  const inspect = useAction(sealEndpoints.inspect);
  const choose = (chosen: KeptFile[]): void => {
    setFiles(chosen);
    inspect.reset();
    if (chosen[0]) inspect.mutate({ fileId: chosen[0].id });
  };
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">印章核验</h1>
      </header>
      <FieldFrame id="seal-check-file" label="文件（PDF）" help="上传后自动核验；文件只用于核验，两天后清除" group className="section">
        <UploadControl id="seal-check-file" label="文件" required={false} help={undefined} problem={null} value={files} change={choose} accept={['pdf']} most={1} maxSizeMb={20} />
      </FieldFrame>
      <div aria-live="polite">
        {inspect.isPending && <p className="soft">正在核验……</p>}
        {inspect.data?.checks.length === 0 && <p className="state">这个文件上没有电子印章。</p>}
        {inspect.data?.checks.map((check, at) => <Check key={`${check.certificateSerial}-${check.at}`} check={check} number={at + 1} />)}
      </div>
    </>
  );
}

const Check = ({ check, number }: { check: SealCheck; number: number }) => (
  <Section title={`第 ${number} 枚：${check.name ?? '未署名'}`} actions={<StatusTag tone={check.valid ? 'good' : 'bad'}>{check.valid ? '真实有效' : '不能采信'}</StatusTag>}>
    {check.problem && <p className="field-problem">{check.problem}</p>}
    <Fields
      of={[
        { label: '印章单位', value: check.unitName },
        { label: '盖章时间', value: <When at={check.at} /> },
        { label: '事由', value: check.reason },
        { label: '地点', value: check.location },
        { label: '签名证书', value: check.signer, wide: true },
        { label: '内容未改动', value: check.intact ? '是' : '否' },
        { label: '此后的改动', value: changes[check.changedAfter] },
        { label: '证书可信', value: check.trusted ? '是' : '否' },
        { label: '盖章时在用', value: check.inForce === null ? '不是本平台的印章' : check.inForce ? '是' : '否' },
        { label: '有用印记录', value: check.logged ? '是' : '否' },
      ]}
    />
  </Section>
);
