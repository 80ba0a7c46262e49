import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { useUrl } from '../../../../web/staff-kit/data/useUrl.ts';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { organisationEndpoints, unitKindLabels, type Unit } from '../contract.ts';
import { useDivisionChoices } from './divisions.ts';

type NewUnit = InputOf<typeof organisationEndpoints.create>;

/** Sets up a bureau, or a department below the unit named in the address. */
export function UnitForm() {
  const { values } = useUrl();
  const parentId = values['parentId'];
  const parent = useEndpoint(organisationEndpoints.get, parentId ? { id: parentId } : null);
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">{parent.data ? `在“${parent.data.name}”下设科室` : '新设单位'}</h1>
      </header>
      {parentId && !parent.data ? parent.error ? <Failure error={parent.error} /> : <Skeleton /> : <Form parent={parent.data} />}
    </>
  );
}

function Form({ parent }: { parent: Unit | undefined }) {
  const go = useGo();
  const divisions = useDivisionChoices();
  const create = useAction(organisationEndpoints.create, { invalidates: [organisationEndpoints.list], success: ({ name }) => `已设立${name}`, showsFailure: true });
  const isBureau = ({ kind }: Partial<NewUnit>): boolean => kind === 'bureau';
  return (
    <RecordForm<NewUnit, Unit>
      initial={parent ? { kind: 'department', parentId: parent.id } : { kind: 'bureau' }}
      draft={`units.new.${parent?.id ?? ''}`}
      submitLabel="设立单位"
      errorFields={{ 'organisations.badUscc': 'uscc', 'organisations.usccTaken': 'uscc', 'organisations.nameTaken': 'name', 'organisations.noSuchDivision': 'divisionCode' }}
      submit={(input) => create.mutateAsync({ ...input, ...(parent ? { parentId: parent.id } : { kind: 'bureau' }) })}
      onDone={(unit) => go(`/units/${unit.id}`, { replace: true })}
      onCancel={() => go(parent ? `/units/${parent.id}` : '/units')}
      fields={[
        ...(parent ? [{ kind: 'radio' as const, name: 'kind' as const, label: '类别', required: true, wide: true, options: Object.entries(unitKindLabels).map(([value, label]) => ({ value, label })) }] : []),
        { kind: 'text', name: 'name', label: '全称', required: true, minLength: 2, maxLength: 60, help: '与机构编制批复一致' },
        { kind: 'text', name: 'shortName', label: '简称', required: true, maxLength: 20 },
        { kind: 'choice', name: 'divisionCode', label: '所在区划', required: true, options: divisions.choices, loading: divisions.loading, when: isBureau },
        { kind: 'text', name: 'uscc', label: '统一社会信用代码', required: true, exactLength: 18, when: isBureau },
      ]}
    />
  );
}
