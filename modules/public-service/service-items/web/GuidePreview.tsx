import type { ReactNode } from 'react';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import type { Guide } from '../contract.ts';
import { BasisTag } from './words.tsx';
import './items.css';

/** A guide as citizens read it, in the same order, with how sure each statement is. */
export const GuidePreview = ({ guide }: { guide: Guide }) => (
  <>
    <Section title="能不能办" actions={<BasisTag basis={guide.basis} />}>
      <Texts of={guide.conditions} />
      {guide.notNeeded.length > 0 && (
        <Part title="不用办的情形">
          <Texts of={guide.notNeeded} />
        </Part>
      )}
      {guide.situations.length > 0 && (
        <Part title="会先问的问题">
          <ul className="item-list">
            {guide.situations.map(({ question, options }) => (
              <li key={question}>
                {question}：<span className="soft">{options.join('、')}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </Section>
    <Section title="要准备什么">
      <DataTable
        label="材料"
        tight
        rows={guide.materials}
        rowId={({ name }) => name}
        columns={[
          { key: 'name', title: '材料' },
          { key: 'need', title: '什么情形要', text: ({ need, when }) => (need === 'always' ? '都要' : (when ?? '按情形')) },
          { key: 'waived', title: '什么时候免交', text: ({ waived }) => waived ?? '' },
          { key: 'note', title: '说明', text: ({ note }) => note ?? '' },
        ]}
      />
    </Section>
    <Section title="多久、多少钱、得到什么">
      <Fields
        columns={3}
        of={[
          { label: '承诺时限', value: guide.promised },
          { label: '法定时限', value: guide.statutory },
          { label: '收费', value: guide.fee },
          { label: '结果', value: guide.result },
        ]}
      />
      {guide.pauses.length > 0 && (
        <Part title="不计入时限的时间">
          <Texts of={guide.pauses} />
        </Part>
      )}
    </Section>
    {guide.steps.length > 0 && (
      <Section title="怎么办">
        <ol className="item-list item-steps">
          {guide.steps.map(({ title, note }) => (
            <li key={title}>
              <strong>{title}</strong>　{note}
            </li>
          ))}
        </ol>
      </Section>
    )}
    <Section title="依据和救济">
      <ul className="item-list">
        {guide.legalBasis.map(({ title, note, basis }) => (
          <li key={title}>
            {title} <BasisTag basis={basis} />
            {note && <p className="soft">{note}</p>}
          </li>
        ))}
      </ul>
      {guide.remedies && <p>{guide.remedies}</p>}
    </Section>
    {guide.rejections.length > 0 && (
      <Section title="常见的不通过原因">
        <Texts of={guide.rejections} />
      </Section>
    )}
    {guide.afterwards.length > 0 && (
      <Section title="办成以后">
        <ul className="item-list">
          {guide.afterwards.map(({ title, note, basis }) => (
            <li key={title}>
              <strong>{title}</strong>　{note} <BasisTag basis={basis} />
            </li>
          ))}
        </ul>
      </Section>
    )}
  </>
);

const Texts = ({ of }: { of: readonly string[] }) => (
  <ul className="item-list">
    {of.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="item-part">
    <h3>{title}</h3>
    {children}
  </div>
);
