import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import type { ItemRow } from '../contract.ts';

type Stated = Pick<ItemRow, 'disabled' | 'inContent'>;

/** Whether an item can be chosen, and if not, who decided so. */
export const itemStateText = ({ disabled, inContent }: Stated): string => (!inContent ? '内容包已去掉' : disabled ? '已停用' : '可选');

/** The same as a tag. */
export const ItemState = ({ item }: { item: Stated }) => <StatusTag tone={item.disabled ? 'neutral' : 'good'}>{itemStateText(item)}</StatusTag>;
