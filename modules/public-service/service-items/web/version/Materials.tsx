import { Section } from '../../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../../web/staff-kit/list/DataTable.tsx';
import type { PublishedItem } from '../../contract.ts';
import { BasisTag } from '../words.tsx';
import '../items.css';

/** The materials of a version with their conditions, in words and as they are computed. */
export const Materials = ({ item }: { item: PublishedItem }) => (
  <Section title="材料">
    <DataTable
      label="材料"
      tight
      rows={item.materials}
      rowId={({ key }) => key}
      columns={[
        {
          key: 'name',
          title: '材料',
          render: ({ name, why, basis }) => (
            <>
              {name} <BasisTag basis={basis} />
              <p className="soft">{why}</p>
            </>
          ),
        },
        { key: 'when', title: '什么情形要', render: ({ when, requiredWhen, generated, optional }) => <Condition words={generated ? '由表单生成' : `${when ?? '都要'}${optional ? '，可交可不交' : ''}`} source={requiredWhen?.source} /> },
        { key: 'waived', title: '什么时候免交', render: ({ waived, waivedWhen }) => (waivedWhen ? <Condition words={waived ?? ''} source={waivedWhen.source} /> : '—') },
        { key: 'source', title: '来源', width: 88 },
        { key: 'accept', title: '文件', text: ({ accept, maxSizeMb, maxFiles, generated }) => (generated ? '' : `${accept.join('、')}，${maxFiles} 个以内，每个 ${maxSizeMb} MB`) },
      ]}
    />
  </Section>
);

const Condition = ({ words, source }: { words: string; source: string | undefined }) => (
  <>
    {words}
    {source && (
      <p className="soft">
        <code>{source}</code>
      </p>
    )}
  </>
);
