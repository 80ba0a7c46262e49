import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { sampleRecordEndpoints, type SampleRecord } from '../contract.ts';

/** Registers a record. */
export function SampleRecordForm() {
  const go = useGo();
  const create = useAction(sampleRecordEndpoints.create, { invalidates: [sampleRecordEndpoints.list], success: ({ name }) => `已登记${name}`, showsFailure: true });
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">登记样例</h1>
      </header>
      <RecordForm<InputOf<typeof sampleRecordEndpoints.create>, SampleRecord>
        draft="sample-records.new"
        submitLabel="登记"
        errorFields={{ 'sample-records.nameTaken': 'name' }}
        submit={(input) => create.mutateAsync(input)}
        onDone={({ id }) => go(`/sample-records/${id}`, { replace: true })}
        onCancel={() => go('/sample-records')}
        fields={[
          { kind: 'text', name: 'name', label: '名称', required: true, minLength: 2, maxLength: 60 },
          { kind: 'textarea', name: 'note', label: '说明', maxLength: 500 },
        ]}
      />
    </>
  );
}
