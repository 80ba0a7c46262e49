import { useState, type ReactNode } from 'react';
import { slotStateLabels, type MaterialSlot, type SlotState } from '../../../modules/public-service/intake/contract.ts';
import { Button } from '../../portal-kit/Button.tsx';
import { ErrorSummary } from '../../portal-kit/ErrorSummary.tsx';
import { FileUpload } from '../../portal-kit/fields/FileUpload.tsx';
import { Tag, type Tone } from '../../portal-kit/pieces.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { useAct } from '../../portal-kit/useAct.ts';
import type { DraftKeeper } from './keeper.ts';

interface MaterialsStepProps {
  readonly materials: readonly MaterialSlot[];
  readonly keeper: DraftKeeper;
  readonly onNext: () => void;
  readonly onBack: (() => void) | undefined;
}

/** The materials of this application: what is needed and why, what need not be handed in and why, and where each comes from. */
export function MaterialsStep({ materials, keeper, onNext, onBack }: MaterialsStepProps): ReactNode {
  const [turn, setTurn] = useState(0);
  const missing = materials.filter(isMissing);
  const needed = materials.filter(({ state }) => state !== 'notNeeded');
  const spared = materials.filter(({ state }) => state === 'notNeeded');
  const goOn = (): void => {
    if (missing.length > 0) setTurn((before) => before + 1);
    else onNext();
  };
  return (
    <>
      <ErrorSummary turn={turn} problems={turn > 0 ? missing.map((slot) => ({ field: slotId(slot), message: `请上传${slot.name}` })) : []} />
      <div className="page-head">
        <h2>准备材料</h2>
        <p>按您的情形共需 {needed.length} 份，其中 {needed.filter(({ state }) => state === 'fromWallet').length} 份已从证照库取得，不用再交。</p>
      </div>
      {needed.map((slot) => <Slot key={slot.key} slot={slot} keeper={keeper} complain={turn > 0} />)}
      {spared.length > 0 && (
        <details>
          <summary>这些材料您不用交（{spared.length} 份）</summary>
          <ul className="bullets">{spared.map(({ key, name, reason }) => <li key={key}><strong>{name}</strong>：{reason}</li>)}</ul>
        </details>
      )}
      <div className="actions">
        <Button kind="primary" onClick={goOn}>继续</Button>
        {onBack && <Button onClick={onBack}>上一步</Button>}
      </div>
    </>
  );
}

/** Whether something must still be handed in. */
export const isMissing = ({ state, optional }: MaterialSlot): boolean => state === 'missing' && !optional;

/** The id of the place where a material is handed in. */
const slotId = ({ key }: MaterialSlot): string => `material-${key}`;

const tones: Readonly<Record<SlotState, Tone>> = { missing: 'amber', given: 'green', fromWallet: 'green', notNeeded: 'grey' };

function Slot({ slot, keeper, complain }: { readonly slot: MaterialSlot; readonly keeper: DraftKeeper; readonly complain: boolean }): ReactNode {
  const spare = slot.state === 'missing' && slot.optional;
  const act = useAct((work: () => Promise<void>) => work());
  const { licence } = slot;
  return (
    <section className="material-slot">
      <h3>{slot.name}</h3> <Tag tone={spare ? 'grey' : tones[slot.state]}>{spare ? '可不交' : slotStateLabels[slot.state]}</Tag>
      <p className="quiet">{slot.reason}</p>
      {act.error && <Notice kind="urgent" title={act.error.message} announce />}
      {licence ? (
        <div className="known">
          <span>{licence.name}　<span className="figures">{licence.number}</span></span>
          <Button kind="text" busy={act.busy} label={`改为上传${slot.name}`} onClick={() => void act.run(() => keeper.removeMaterial(slot.key, licence.id))}>改为上传</Button>
        </div>
      ) : (
        <>
          {slot.licences.map((usable) => (
            <p key={usable.id}><Button busy={act.busy} onClick={() => void act.run(() => keeper.takeLicence(slot.key, usable.id))}>用证照库中的{usable.name} {usable.number}</Button></p>
          ))}
          <FileUpload
            id={slotId(slot)}
            label={`上传${slot.name}`}
            help={[slot.source, slot.sample].filter(Boolean).join('。') || null}
            files={slot.files}
            accept={slot.accept}
            maxSizeMb={slot.maxSizeMb}
            maxItems={slot.maxItems}
            required={!slot.optional}
            problem={complain && isMissing(slot) ? `请上传${slot.name}` : null}
            onAdd={(file) => keeper.addMaterial(slot.key, file.id)}
            onRemove={(file) => void act.run(() => keeper.removeMaterial(slot.key, file.id))}
          />
        </>
      )}
    </section>
  );
}
