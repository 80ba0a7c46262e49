import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { Section } from '../../../../../web/staff-kit/detail/Section.tsx';
import { fillLetter, type CompiledTemplate, type FilledLetter, type LetterBlock, type TextRun } from '../../../../../engines/documents/contract.ts';
import { fieldsOf } from '../../../../../engines/forms/contract.ts';
import type { LetterFacts, PublishedItem } from '../../contract.ts';
import '../items.css';

/** Letters in the order in which a case meets them; others come last. */
const usualOrder = ['acceptance', 'supplement', 'decline', 'special', 'extension', 'grant', 'refuse', 'termination', 'delivery'];

const place = (kind: string): number => (usualOrder.includes(kind) ? usualOrder.indexOf(kind) : usualOrder.length);

const sampleDay = '2026-12-01';

/** What a letter looks like before there is a case: each place says what will stand there. */
function sampleScope(item: PublishedItem): Record<string, unknown> {
  const [organs] = Object.values(item.remedies);
  const facts: LetterFacts = {
    letterNumber: '〔文号〕', unitName: '〔办理单位〕', caseNumber: '〔办件编号〕', itemName: item.itemName, applicantName: '〔申请人〕',
    submittedOn: sampleDay, acceptedOn: sampleDay, promisedOn: sampleDay, decidedOn: sampleDay, today: sampleDay,
    materials: item.materials.slice(0, 4).map(({ name, generated }) => ({ name, source: generated ? 'form' : 'upload' })),
    supplements: [{ name: '〔材料〕', problem: '〔存在的问题〕', requirement: '〔补正要求〕' }],
    supplementBy: sampleDay, reason: '〔理由〕',
    special: { title: '〔程序名称〕', reason: '〔原因〕', basis: '〔依据〕', since: sampleDay, expectedDays: 5 },
    extension: { days: 5, reason: '〔理由〕', basis: '〔依据〕', dueOn: sampleDay },
    licenceNumber: '〔证照编号〕', validTo: sampleDay, reviewOrgan: organs?.review ?? '〔复议机关〕', court: organs?.court ?? '〔法院〕',
  };
  return { ...Object.fromEntries(fieldsOf(item.form).map(({ key, label }) => [key, `〔${label}〕`])), ...facts };
}

/** The letters of a version, one at a time, with the places that a case fills. */
export function Letters({ item }: { item: PublishedItem }) {
  const kinds = Object.entries(item.letters).toSorted(([a], [b]) => place(a) - place(b));
  const [chosen, setChosen] = useState(kinds[0]?.[0] ?? '');
  const template = item.letters[chosen];
  return (
    <div className="item-letters">
      <nav aria-label="文书">
        {kinds.map(([kind, letter]) => (
          <Button key={kind} type="text" aria-pressed={kind === chosen} onClick={() => setChosen(kind)}>
            {letter.kind}
          </Button>
        ))}
      </nav>
      {template && <Letter template={template} item={item} />}
    </div>
  );
}

function Letter({ template, item }: { template: CompiledTemplate; item: PublishedItem }) {
  const letter: FilledLetter = useMemo(() => fillLetter(template, sampleScope(item)).letter, [template, item]);
  return (
    <Section title={letter.kind}>
      <div className="item-letter">
        <h3>{letter.title}</h3>
        {letter.number && <p className="item-letter-number">{letter.number}</p>}
        {letter.addressee && <p style={{ textIndent: 0 }}>{letter.addressee}：</p>}
        {letter.blocks.map((block, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a letter is drawn once and never reordered
          <Block key={at} block={block} />
        ))}
        <p className="item-letter-end">
          {letter.signer}
          {letter.sealed && '（印章）'}
          <br />
          {letter.date}
        </p>
      </div>
    </Section>
  );
}

/* oxlint-disable react/no-array-index-key -- a letter is drawn once and never reordered */
const Runs = ({ runs }: { runs: readonly TextRun[] }) => runs.map(({ text, strong }, at) => (strong ? <strong key={at}>{text}</strong> : <span key={at}>{text}</span>));

function Block({ block }: { block: LetterBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h4><Runs runs={block.runs} /></h4>;
    case 'paragraph':
      return <p><Runs runs={block.runs} /></p>;
    case 'list':
      return block.items.map((runs, at) => (
        <p key={at}>
          {block.ordered ? `${at + 1}. ` : '· '}
          <Runs runs={runs} />
        </p>
      ));
    case 'table':
      return (
        <table>
          <thead>
            <tr>{block.header.map((runs, at) => <th key={at} scope="col"><Runs runs={runs} /></th>)}</tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={at}>{row.map((runs, column) => <td key={column}><Runs runs={runs} /></td>)}</tr>
            ))}
          </tbody>
        </table>
      );
  }
}
/* oxlint-enable react/no-array-index-key */
