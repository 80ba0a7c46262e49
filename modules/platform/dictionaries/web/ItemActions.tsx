import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { FieldFrame, inputAttributes } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { dictionaryEndpoints, type ItemRow } from '../contract.ts';

const again = [dictionaryEndpoints.items, dictionaryEndpoints.about, dictionaryEndpoints.list, dictionaryEndpoints.get];

/** What an administrator may do to an item. */
export function ItemActions({ dictionaryKey: key, item }: { dictionaryKey: string; item: ItemRow }) {
  const [asking, setAsking] = useState<'rename' | 'disable' | 'enable' | null>(null);
  const close = (): void => setAsking(null);
  const disable = useAction(dictionaryEndpoints.disableItem, { invalidates: again, success: ({ name }) => `已停用“${name}”`, showsFailure: true });
  const enable = useAction(dictionaryEndpoints.enableItem, { invalidates: again, success: ({ name }) => `已恢复“${name}”`, showsFailure: true });
  const { code, name } = item;
  if (!item.inContent) return null;
  return (
    <>
      <Button size="small" type="link" onClick={() => setAsking('rename')}>
        改名
      </Button>
      <Button size="small" type="link" onClick={() => setAsking(item.disabled ? 'enable' : 'disable')}>
        {item.disabled ? '恢复' : '停用'}
      </Button>
      {asking === 'rename' && <Rename dictionaryKey={key} item={item} onClose={close} />}
      <ReasonDialog
        open={asking === 'disable'}
        title={`停用“${name}”（${code}）`}
        losses={['新的申请和登记不能再选这一项', '已有的记录不变，仍显示这个名称；可以恢复']}
        confirm="停用"
        danger
        onConfirm={(reason) => disable.mutateAsync({ key, code, reason })}
        onClose={close}
      />
      <ReasonDialog open={asking === 'enable'} title={`恢复“${name}”（${code}）`} confirm="恢复" onConfirm={(reason) => enable.mutateAsync({ key, code, reason })} onClose={close} />
    </>
  );
}

function Rename({ dictionaryKey: key, item, onClose }: { dictionaryKey: string; item: ItemRow; onClose: () => void }) {
  const id = useId();
  const [name, setName] = useState(item.name);
  const rename = useAction(dictionaryEndpoints.renameItem, { invalidates: again, success: ({ name }) => `已改名为“${name}”`, showsFailure: true });
  const help = item.contentName === null ? '所有页面和表单都会改用新名称' : `内容包中的名称是“${item.contentName}”，填它即恢复`;
  return (
    <ReasonDialog open title={`给“${item.name}”（${item.code}）改名`} confirm="改名" onConfirm={(reason) => rename.mutateAsync({ key, code: item.code, name: name.trim(), reason })} onClose={onClose}>
      <div style={{ marginBlockEnd: 16 }}>
        <FieldFrame id={id} label="名称" required help={help}>
          <Input {...inputAttributes({ id, required: true, help })} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </FieldFrame>
      </div>
    </ReasonDialog>
  );
}
