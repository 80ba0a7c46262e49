import { Section } from '../../../../../web/staff-kit/detail/Section.tsx';
import type { CompiledDecision, CompiledModel, CompiledTable } from '../../../../../engines/rules/contract.ts';
import '../items.css';

const policies: Readonly<Record<string, string>> = {
  UNIQUE: '只有一条适用',
  ANY: '适用的结论都相同',
  FIRST: '从上到下，取第一条适用的',
  PRIORITY: '取最重要的结论',
  'RULE ORDER': '全部适用的，按顺序',
  'OUTPUT ORDER': '全部适用的，按重要程度',
  COLLECT: '全部适用的',
};

/** The decision tables of a version as their authors wrote them. */
export const DecisionTables = ({ model }: { model: CompiledModel | null }) =>
  model === null ? (
    <p className="soft">这个事项没有决策表</p>
  ) : (
    Object.values(model.decisions).map((decision) => <Decision key={decision.name} decision={decision} />)
  );

const Decision = ({ decision }: { decision: CompiledDecision }) => (
  <Section title={decision.name}>
    <p className="soft">
      {decision.question}
      {decision.logic.kind === 'table' && `（${policies[decision.logic.hitPolicy] ?? decision.logic.hitPolicy}）`}
    </p>
    {decision.logic.kind === 'table' ? <Table name={decision.name} table={decision.logic} /> : <pre className="item-expression"><code>{decision.logic.expression.source}</code></pre>}
  </Section>
);

const Table = ({ name, table }: { name: string; table: CompiledTable }) => (
  // A wide table is moved by keyboard too, so the frame takes the focus.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
  <section className="item-decision" aria-label={`决策表“${name}”`} tabIndex={0}>
    <table>
      <thead>
        <tr>
          <th scope="col">规则</th>
          {table.inputs.map(({ label }) => (
            <th key={label} scope="col">{label}</th>
          ))}
          {table.outputs.map(({ label }) => (
            <th key={label} scope="col" className="item-output">{label}</th>
          ))}
          {table.annotations.map((heading) => (
            <th key={heading} scope="col">{heading}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rules.map((rule, at) => (
          // Rules have no name but their number.
          // oxlint-disable-next-line react/no-array-index-key -- the order of rules never changes in a version
          <tr key={at}>
            <th scope="row">{at + 1}</th>
            {rule.inputs.map((test, column) => (
              <td key={table.inputs[column]?.label}>{test ? <Test source={test.source.trim()} /> : '—'}</td>
            ))}
            {rule.outputs.map((output, column) => (
              <td key={table.outputs[column]?.label} className="item-output">{plain(output.source)}</td>
            ))}
            {rule.annotations.map((text, column) => (
              <td key={table.annotations[column]}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** Plain values are told in words, whatever computes as it is written. */
const Test = ({ source }: { source: string }) => (source in words ? words[source] : /^("[^"]*"\s*,\s*)*"[^"]*"$/.test(source) ? source.replaceAll('"', '').split(/\s*,\s*/).join(' 或 ') : <code>{source}</code>);

const words: Readonly<Record<string, string>> = { true: '是', false: '否' };

/** A result as people read it: quotes off, truth in words. */
const plain = (source: string): string => words[source.trim()] ?? source.trim().replace(/^"([^"]*)"$/, '$1');
