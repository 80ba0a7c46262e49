import { useParams } from '@tanstack/react-router';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { organisationEndpoints, type Unit } from '../contract.ts';

/** Gives a unit another name. */
export function UnitRename() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage endpoint={organisationEndpoints.get} input={{ id }} title={(unit) => `修改“${unit.name}”的名称`}>
      {(unit) => <Form unit={unit} />}
    </DetailPage>
  );
}

function Form({ unit }: { unit: Unit }) {
  const go = useGo();
  const rename = useAction(organisationEndpoints.rename, { invalidates: [organisationEndpoints.get, organisationEndpoints.list], success: '已修改', showsFailure: true });
  const back = (): void => go(`/units/${unit.id}`);
  return (
    <RecordForm<Pick<Unit, 'name' | 'shortName'>>
      initial={{ name: unit.name, shortName: unit.shortName }}
      draft={`units.rename.${unit.id}`}
      submitLabel="保存"
      errorFields={{ 'organisations.nameTaken': 'name' }}
      submit={(names) => rename.mutateAsync({ id: unit.id, ...names })}
      onDone={back}
      onCancel={back}
      fields={[
        { kind: 'text', name: 'name', label: '全称', required: true, minLength: 2, maxLength: 60, help: '以原名称办理的办件和证照不会改动' },
        { kind: 'text', name: 'shortName', label: '简称', required: true, maxLength: 20 },
      ]}
    />
  );
}
