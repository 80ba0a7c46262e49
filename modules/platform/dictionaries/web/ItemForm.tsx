import { useParams } from '@tanstack/react-router';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { dictionaryEndpoints, type Dictionary } from '../contract.ts';

type NewItem = Omit<InputOf<typeof dictionaryEndpoints.addItem>, 'key'>;

/** Adds an item of this installation's own to a code list. */
export function ItemForm() {
  const { key } = useParams({ strict: false }) as { key: string };
  const { data, error, refetch } = useEndpoint(dictionaryEndpoints.get, { key });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">在“{data.name}”中增加字典项</h1>
      </header>
      <Form dictionary={data} />
    </>
  );
}

function Form({ dictionary: { key, items } }: { dictionary: Dictionary }) {
  const go = useGo();
  const back = (): void => go(`/dictionaries/${key}`);
  const add = useAction(dictionaryEndpoints.addItem, {
    invalidates: [dictionaryEndpoints.items, dictionaryEndpoints.about, dictionaryEndpoints.list, dictionaryEndpoints.get],
    success: ({ name }) => `已增加“${name}”`,
    showsFailure: true,
  });
  return (
    <RecordForm<NewItem>
      draft={`dictionaries.${key}`}
      submitLabel="增加"
      errorFields={{ 'dictionaries.codeTaken': 'code', 'dictionaries.nameTaken': 'name', 'dictionaries.noParent': 'parent' }}
      submit={(item) => add.mutateAsync({ key, ...item })}
      onDone={back}
      onCancel={back}
      fields={[
        { kind: 'text', name: 'code', label: '代码', required: true, maxLength: 30, help: '字母、数字、点和横线；不能与已有的相同，也不能再改' },
        { kind: 'text', name: 'name', label: '名称', required: true, maxLength: 100 },
        { kind: 'choice', name: 'parent', label: '上级', options: items.filter((item) => !item.disabled).map(({ code, name }) => ({ value: code, label: `${name}（${code}）` })) },
        { kind: 'textarea', name: 'note', label: '说明', maxLength: 200, rows: 2 },
        { kind: 'textarea', name: 'reason', label: '理由', required: true, maxLength: 200, rows: 2, help: '理由会记入审计' },
      ]}
    />
  );
}
