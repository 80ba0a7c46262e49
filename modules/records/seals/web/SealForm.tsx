import type { InputOf } from '../../../../kernel/endpoint.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useSession } from '../../../../web/staff-kit/session.tsx';
import { sealEndpoints, sealKindLabels, sealShapeLabels, type Seal } from '../contract.ts';
import { BureauPicker } from './BureauPicker.tsx';
import { choices } from './words.tsx';

type Wish = InputOf<typeof sealEndpoints.request>;

/** Asks for a seal; the picture is drawn by the system and shown to whoever approves. */
export function SealForm() {
  const go = useGo();
  const { unitId } = useSession();
  const bureauId = unitId?.split('/')[0];
  const request = useAction(sealEndpoints.request, { invalidates: [sealEndpoints.list], success: ({ name }) => `已申请“${name}”，等待批准`, showsFailure: true });
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">申请电子印章</h1>
      </header>
      <RecordForm<Wish, Seal>
        initial={{ kind: 'official', shape: 'round', ...(bureauId ? { unitId: bureauId } : {}) }}
        draft="seals.new"
        submitLabel="提交申请"
        errorFields={{ 'seals.exists': 'kind', 'seals.noUscc': 'unitId', 'seals.notFound': 'unitId', 'seals.purposeMissing': 'purpose' }}
        submit={(wish) => request.mutateAsync(wish)}
        onDone={(seal) => go(`/seals/${seal.id}`, { replace: true })}
        onCancel={() => go('/seals')}
        fields={[
          { kind: 'own', name: 'unitId', label: '单位', required: true, wide: true, help: '印面使用单位全称，括号中的加挂名称不上印面', render: (control) => <BureauPicker {...control} /> },
          { kind: 'radio', name: 'kind', label: '类别', required: true, options: choices(sealKindLabels) },
          { kind: 'text', name: 'purpose', label: '用途', required: true, minLength: 2, maxLength: 14, placeholder: '行政审批专用章', when: ({ kind }) => kind === 'special' },
          { kind: 'radio', name: 'shape', label: '形状', required: true, options: choices(sealShapeLabels) },
          { kind: 'number', name: 'sizeMm', label: '尺寸', min: 20, max: 70, decimals: 1, unit: '毫米', help: '不填按通行尺寸：圆形 42 毫米，椭圆形 40 毫米' },
          { kind: 'text', name: 'code', label: '公安备案编码', exactLength: 13, help: '13 位数字，印在印面下缘；尚未备案可不填' },
          { kind: 'textarea', name: 'reason', label: '申请理由', required: true, maxLength: 200, wide: true },
        ]}
      />
    </>
  );
}
