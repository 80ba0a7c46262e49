import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import type { SaveState } from './autosave.ts';

const words: Readonly<Record<SaveState, string>> = {
  idle: '填写的内容会自动保存，可随时离开，以后接着填',
  saving: '正在保存…',
  saved: '已自动保存',
  failed: '',
};

/** Tells whether the answers are kept; speaks up only when they are not. */
export const SaveLine = ({ state, onRetry }: { readonly state: SaveState; readonly onRetry: () => void }): ReactNode => (
  <div className="saving no-print">
    {words[state]}
    {state === 'failed' && (
      <span role="alert" className="problem">
        刚填写的内容还没有保存上，请检查网络。 <Button kind="text" onClick={onRetry}>重试</Button>
      </span>
    )}
  </div>
);
