import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { downloadAddress } from '../../../../web/browser/call.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { FieldFrame, inputAttributes } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { licenceEndpoints, licenceStatusLabels, type LicenceDetail, type LicenceStatus } from '../contract.ts';

interface Decision {
  readonly endpoint: typeof licenceEndpoints.suspend;
  readonly verb: string;
  readonly from: readonly LicenceStatus[];
  readonly losses?: readonly string[];
  readonly danger?: boolean;
}

const living: readonly LicenceStatus[] = ['issued', 'suspended'];
const forGood = ['证照立即失效，不能改回有效', '持证者和公众核验时会看到新的状态'];

const decisions: readonly Decision[] = [
  { endpoint: licenceEndpoints.suspend, verb: '暂扣', from: ['issued'], losses: ['证照在发还之前不能使用', '持证者和公众核验时会看到新的状态'] },
  { endpoint: licenceEndpoints.resume, verb: '发还', from: ['suspended'] },
  { endpoint: licenceEndpoints.cancel, verb: '注销', from: [...living, 'expired', 'revoked', 'forfeited'], losses: forGood, danger: true },
  { endpoint: licenceEndpoints.revoke, verb: '撤销', from: living, losses: forGood, danger: true },
  { endpoint: licenceEndpoints.forfeit, verb: '吊销', from: living, losses: forGood, danger: true },
];

/** What an officer may do with a licence. */
export function LicenceActions({ licence }: { licence: LicenceDetail }) {
  const may = useMay();
  const [chosen, setChosen] = useState<Decision | null>(null);
  const [printing, setPrinting] = useState(false);
  const open = may('licences.manage') ? decisions.filter(({ from }) => from.includes(licence.status)) : [];
  return (
    <>
      {may('licences.print') && licence.standing === 'valid' && <Button onClick={() => setPrinting(true)}>套打</Button>}
      {open.map((decision) => (
        <Button key={decision.verb} danger={decision.danger ?? false} onClick={() => setChosen(decision)}>
          {decision.verb}
        </Button>
      ))}
      {chosen && <Decide key={chosen.verb} licence={licence} decision={chosen} close={() => setChosen(null)} />}
      {printing && <Overprint licence={licence} close={() => setPrinting(false)} />}
    </>
  );
}

function Decide({ licence, decision, close }: { licence: LicenceDetail; decision: Decision; close: () => void }) {
  const act = useAction(decision.endpoint, {
    invalidates: [licenceEndpoints.get, licenceEndpoints.list],
    success: ({ status }) => `证照现为“${licenceStatusLabels[status]}”`,
    showsFailure: true,
  });
  return (
    <ReasonDialog
      open
      title={`${decision.verb}“${licence.typeName} ${licence.number}”`}
      confirm={decision.verb}
      danger={decision.danger ?? false}
      losses={decision.losses ?? []}
      maxLength={500}
      onConfirm={(reason) => act.mutateAsync({ id: licence.id, reason })}
      onClose={close}
    >
      <p>理由请写明依据的法律条款和决定文书的文号。</p>
    </ReasonDialog>
  );
}

/** Prints the values on a blank; the blank's number is written down. */
function Overprint({ licence, close }: { licence: LicenceDetail; close: () => void }) {
  const [variant, setVariant] = useState(licence.documents[0]?.variant ?? '');
  const [paperNumber, setPaperNumber] = useState('');
  const [shift, setShift] = useState({ x: 0, y: 0 });
  const [problem, setProblem] = useState<string | null>(null);
  const print = (): void => {
    if (paperNumber.trim() === '') return setProblem('请填写空白证号');
    window.open(downloadAddress(licenceEndpoints.overprint, { id: licence.id, variant, paperNumber: paperNumber.trim(), ...shift }), '_blank', 'noopener');
    close();
  };
  const paper = { id: 'overprint-paper', required: true, problem, help: '印在空白证上的编号，会记入审计' };
  const plain = (id: string, help?: string) => ({ id, required: false, problem: null, help });
  return (
    <Modal open title="在空白证上套打" okText="打开打印件" cancelText="取消" onOk={print} onCancel={close} mask={{ closable: false }}>
      <div style={{ display: 'grid', gap: 16 }}>
        <FieldFrame {...plain('overprint-variant')} label="文本">
          <Select {...inputAttributes(plain('overprint-variant'))} value={variant} options={licence.documents.map((each) => ({ value: each.variant, label: each.variant }))} onChange={setVariant} style={{ width: '100%' }} />
        </FieldFrame>
        <FieldFrame {...paper} label="空白证号">
          <Input
            {...inputAttributes(paper)}
            value={paperNumber}
            maxLength={30}
            onChange={(event) => {
              setPaperNumber(event.target.value);
              setProblem(null);
            }}
          />
        </FieldFrame>
        <FieldFrame {...plain('overprint-x', '正数向右')} label="横向调整">
          <InputNumber {...inputAttributes(plain('overprint-x', '正数向右'))} value={shift.x} min={-30} max={30} precision={1} suffix="毫米" onChange={(x) => setShift({ ...shift, x: x ?? 0 })} style={{ width: '100%' }} />
        </FieldFrame>
        <FieldFrame {...plain('overprint-y', '正数向下')} label="纵向调整">
          <InputNumber {...inputAttributes(plain('overprint-y', '正数向下'))} value={shift.y} min={-30} max={30} precision={1} suffix="毫米" onChange={(y) => setShift({ ...shift, y: y ?? 0 })} style={{ width: '100%' }} />
        </FieldFrame>
      </div>
    </Modal>
  );
}
