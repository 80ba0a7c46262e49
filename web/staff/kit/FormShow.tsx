import { App } from 'antd';
import { useState } from 'react';
import type { FormData } from '../../../engines/forms/contract.ts';
import { Section } from '../../staff-kit/detail/Section.tsx';
import { FormRecord } from '../../staff-kit/forms/FormRecord.tsx';
import { FormView } from '../../staff-kit/forms/FormView.tsx';
import { DemoOnly } from './DemoOnly.tsx';
import { sampleCodes, sampleData, sampleForm, sampleKnown } from './sample-form.ts';

/** A form of every kind of field: filled, then read. */
export function FormShow() {
  const { message } = App.useApp();
  const [data, setData] = useState<FormData>(sampleData);
  return (
    <DemoOnly>
      <header className="page-head">
        <h1 id="page-heading">表单</h1>
      </header>
      <FormView
        form={sampleForm}
        data={data}
        codes={sampleCodes}
        provenance={sampleKnown}
        submitLabel="保存"
        onSubmit={async (given) => {
          setData(given);
          void message.success('已保存，见下方');
        }}
      />
      <Section title="只读">
        <FormRecord form={sampleForm} data={data} codes={sampleCodes} provenance={sampleKnown} reveal={async (path) => String(data[path])} />
      </Section>
    </DemoOnly>
  );
}
