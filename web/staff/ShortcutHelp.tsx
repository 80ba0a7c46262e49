import { Modal } from 'antd';
import { useHotkeys } from '../staff-kit/data/useHotkeys.ts';

const keys: readonly (readonly [string, string])[] = [
  ['?', '显示这张表'],
  ['/', '到列表的查找框'],
  ['j 或 ↓', '下一行'],
  ['k 或 ↑', '上一行'],
  ['Enter', '打开这一行'],
  ['x', '选中或取消这一行'],
  ['n', '列表的下一页'],
  ['p', '列表的上一页'],
  ['Esc', '关闭对话框'],
];

/** The keys that work everywhere; opens with a question mark. */
export function ShortcutHelp({ open, onOpen, onClose }: { open: boolean; onOpen: () => void; onClose: () => void }) {
  useHotkeys({ '?': onOpen });
  return (
    <Modal open={open} title="快捷键" footer={null} onCancel={onClose} width={400} destroyOnHidden>
      <table className="table table-tight shortcut-table">
        <tbody>
          {keys.map(([key, meaning]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">在输入框里打字时，这些键不起作用。</p>
    </Modal>
  );
}
