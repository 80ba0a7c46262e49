import { useParams } from '@tanstack/react-router';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { sampleRecordEndpoints } from '../contract.ts';

/** One record. */
export function SampleRecordDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage endpoint={sampleRecordEndpoints.get} input={{ id }} title={({ name }) => name}>
      {(record) => (
        <Section title="基本信息">
          <Fields
            of={[
              { label: '名称', value: record.name },
              { label: '说明', value: record.note },
              { label: '登记时间', value: <When at={record.createdAt} /> },
            ]}
          />
        </Section>
      )}
    </DetailPage>
  );
}
